"""One explainer in several languages: article.pt.md beside article.md, words by ids."""

import json
import random
import re
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from factbox.build.cache import Cache
from factbox.languages.language import language_of
from factbox.model.lines import Line
from factbox.model.prose import Prose
from factbox.output.filters import lang
from factbox.preview.editions import EditionBuilder, places_on
from factbox.problems import Failed
from factbox.scaffolding.translations import notes_of
from tests.making import made, read_site
from tests.mutating import mutated
from tests.small_site import (
    ADDRESS,
    WITH_HOME,
    PageHead,
    built,
    small_project,
    write_small_project,
)
from tests.translated_site import (
    ARTICLE,
    FIGURES,
    PEOPLE,
    QUOTES,
    SITE,
    TIMELINE,
    UPDATES,
    WORDS,
    translated_project,
)

ATOM = {"": "http://www.w3.org/2005/Atom"}
LOCATIONS = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@cache
def whole(address=""):
    """Every file of the site as it is."""
    return built(WORDS, address=address)


def site_with(changes=None, *, address="", **kwargs):
    if not changes and not kwargs:
        return whole(address)
    return built({**WORDS, **(changes or {})}, address=address, **kwargs)


def page(changes=None, path="pt/bridge/index.html", **kwargs):
    return site_with(changes, **kwargs)[path]


def replaced(path, old, new):
    assert old in WORDS[path]
    return {path: WORDS[path].replace(old, new)}


def problems(changes):
    with pytest.raises(Failed) as failure:
        read_site(translated_project(changes))
    return [(str(each.place), each.message) for each in failure.value.problems]


def advice(changes=None, name="untranslated"):
    site = read_site(translated_project(changes))
    return [each for each in site.advice if each.name == name]


# ---------------------------------------------------------------------------- the words


def test_a_translation_stands_below_its_language_and_speaks_it():
    html = page()

    assert '<html lang="pt-BR">' in html
    assert '<h1 class="opening-title">A ponte fechada</h1>' in html
    assert ">Ir para o conteúdo<" in html


def test_numbers_and_dates_of_the_original_print_in_the_language():
    html = page()

    assert ">310,50 a 400</a>" in html
    assert ">7 de fevereiro de 2025</time>" in html
    assert "milhões" in html


def test_people_and_notes_have_their_words_too():
    html = page()

    assert "Câmara Municipal" in html
    assert "Engenheira de pontes" in html
    assert "A Câmara estima o custo em cerca de 300." in html
    assert "City Council" in html  # who published the minutes, as is on record


def test_the_site_has_its_words_as_well():
    html = page(path="pt/index.html")

    assert "<title>Redação local</title>" in html
    assert "Artigos da redação local" in html


def test_a_formula_names_its_figures_in_the_language():
    figure = page().partition('id="figure-share"')[2]

    assert "Custo do conserto" in figure
    assert "Cost of the repair" not in figure


def test_the_page_says_that_it_is_a_translation_and_that_nobody_has_checked_it():
    html = page()

    said = re.search(r"Esta é uma tradução\..*?</p>", html)[0]
    assert '<a href="../../bridge/" lang="en-GB" hreflang="en-GB">English</a>' in said
    assert "ainda não revisada por um falante nativo" in said


def test_whoever_translated_and_checked_it_is_named():
    by = "translator: Ana Tradutora\nchecked_by: Rui Leitor\nknown:"
    html = page(replaced(ARTICLE, "known:", by))

    said = re.search(r"Esta é uma tradução\..*?</p>", html)[0]
    assert "traduzido por Ana Tradutora" in said
    assert "falante nativo" not in said
    assert advice(replaced(ARTICLE, "known:", by), "unchecked-translation") == []


# ----------------------------------------------------------------------- exact words


def test_exact_words_stay_in_their_language_below_their_translation():
    html = page()

    assert '<p class="quote-words"><q>“nada além de ferrugem”</q></p>' in html
    assert (
        '<p class="quote-original"><q lang="en-GB">“nothing but rust”</q></p>' in html
    )
    assert "tradução nossa" in html


def test_exact_words_without_a_translation_are_marked_as_foreign():
    html = page(replaced(QUOTES, "  translation: nada além de ferrugem\n", ""))

    assert '<p class="quote-words"><q lang="en-GB">“nothing but rust”</q></p>' in html
    assert "tradução nossa" not in html


def test_a_translator_is_named_in_place_of_the_desk():
    by = "  translation: nada além de ferrugem\n  translator: gazette\n"
    html = page(replaced(QUOTES, "  translation: nada além de ferrugem\n", by))

    assert "traduzido por The Gazette" in html
    assert "tradução nossa" not in html


def test_the_data_have_the_words_of_the_language_and_the_facts_of_the_original():
    files = site_with()
    own, original = (
        json.loads(files[f"{folder}bridge/data.json"]) for folder in ("pt/", "")
    )

    assert own["language"] == "pt-BR"
    assert own["figures"][0]["label"] == "Custo do conserto"
    assert own["quotes"][0]["words"] == "nothing but rust"
    assert own["quotes"][0]["lang"] == "en-GB"
    for mine, theirs in zip(
        own["figures"][0]["estimates"], original["figures"][0]["estimates"], strict=True
    ):
        for key in ("by", "status", "sources", "superseded"):
            assert mine[key] == theirs[key]
        for key in ("low", "high", "approximate"):
            assert mine["value"][key] == theirs["value"][key]


# ------------------------------------------------------------- what is not translated


NO_WORDS = {FIGURES: WORDS[FIGURES].partition("- id: share")[0], TIMELINE: None}


def test_what_has_no_words_is_shown_in_the_original_and_marked():
    html = page(NO_WORDS)

    assert '<span lang="en-GB">Share of the budget</span></h3>' in html
    assert '<span lang="en-GB">The bridge is closed</span></h3>' in html
    assert '<span lang="en-GB">The bridge was closed in' in html  # an update


def test_what_has_no_words_is_told_once():
    [told] = advice({**NO_WORDS, "content/people.pt.yaml": None})

    assert str(told.place) == f"{ARTICLE}:2:1"
    assert told.message == (
        "this translation shows parts in en-GB: in figures: share; in timeline: "
        "found, closed; in updates: wrong-day; the roles of people: engineer"
    )


def test_where_all_has_words_nothing_is_told():
    more = "- id: wrong-day\n  what: A ponte foi fechada em janeiro.\n"

    assert advice({"content/bridge/updates.pt.yaml": WORDS[
        "content/bridge/updates.pt.yaml"] + more}) == []  # fmt: skip


def test_the_advice_can_be_waived():
    waiver = "# waive untranslated: the correction is of no use to them\n"
    files = translated_project(replaced(ARTICLE, "headline:", f"{waiver}headline:"))

    site, _ = made(files)

    assert "untranslated" in [each.name for each in site.waived]
    assert "untranslated" not in [each.name for each in site.advice]


def test_a_translation_that_nobody_checked_is_told():
    [told] = advice(name="unchecked-translation")

    assert told.place.file == ARTICLE


# --------------------------------------------------------------------------- the checks


def test_a_sentence_that_says_another_number_is_a_problem_in_its_language():
    [(place, message)] = problems(replaced(ARTICLE, "[cerca de 300]", "[mais de 500]"))

    assert place.startswith(f"{ARTICLE}:19:")
    assert "mais de 500" in message


def test_a_sentence_that_says_another_date_is_a_problem_in_its_language():
    [(place, message)] = problems(
        replaced(ARTICLE, "[meados de janeiro]", "[meados de março]")
    )

    assert place.startswith(f"{ARTICLE}:12:")
    assert message == (
        "the text says 'meados de março', but closed is meados de janeiro de 2025"
    )


def test_words_in_quotation_marks_are_held_against_the_translation():
    assert read_site(
        translated_project(
            replaced(ARTICLE, "![](quote:rust)", "Diz [«nada além»](quote:rust).")
        )
    )
    [(_, message)] = problems(
        replaced(ARTICLE, "![](quote:rust)", "Diz [«só poeira»](quote:rust).")
    )

    assert "só poeira" in message


def test_a_number_that_belongs_to_no_figure_is_told_where_it_stands():
    stray = replaced(ARTICLE, "A Câmara espera", "Foram 12.500 carros. A Câmara espera")

    [told] = advice(stray, "loose-number")

    assert told.place.file == ARTICLE
    assert told.message == "the number '12.500' belongs to no figure"


def test_texts_that_are_not_translated_are_not_read_in_the_language():
    assert read_site(translated_project({QUOTES: None, **NO_WORDS}))


def test_a_mistake_in_the_original_is_told_once():
    figures = small_project()["content/bridge/figures.yaml"].decode()
    wrong = figures.replace("by: council", "by: nobody-known")

    told = problems({"content/bridge/figures.yaml": wrong})

    assert len(told) == len(set(told))
    assert all(".pt." not in place for place, _ in told if "nobody-known" in place)


def test_whom_a_translation_alone_names_is_named():
    people = small_project()["content/people.yaml"].decode()
    painter = {"content/people.yaml": people + "- id: painter\n  name: Bea Painter\n"}
    named = replaced(ARTICLE, "## Quanto custa", "Diz [](person:painter).\n\n## Quanto")

    assert len(advice(painter, "unused-person")) == 1
    assert advice({**painter, **named}, "unused-person") == []


# ---------------------------------------------------------------- from page to page


def test_each_page_leads_to_itself_in_the_other_language():
    original, translation = page(path="bridge/index.html"), page()

    assert (
        '<li><a href="../bridge/" lang="en-GB" hreflang="en-GB" aria-current="page">'
        "English</a></li>\n"
        '<li><a href="../pt/bridge/" lang="pt-BR" hreflang="pt-BR">Português</a></li>'
    ) in original
    assert '<nav class="masthead-navigation" aria-label="Languages">' in original
    assert (
        '<li><a href="../../bridge/" lang="en-GB" hreflang="en-GB">English</a></li>\n'
        '<li><a href="../../pt/bridge/" lang="pt-BR" hreflang="pt-BR" '
        'aria-current="page">Português</a></li>'
    ) in translation
    assert '<nav class="masthead-navigation" aria-label="Idiomas">' in translation


def test_a_page_without_a_translation_leads_nowhere_else():
    html = page(path="tunnel/index.html")

    assert "hreflang" not in html
    assert "pt/" not in html


def test_a_link_leads_to_the_original_of_what_is_not_translated():
    html = page()

    assert 'href="../../tunnel/"' in html


def test_the_title_leads_to_the_list_in_the_same_language():
    assert 'class="masthead-home" href="../../pt/"' in page()
    assert 'class="masthead-home" href="../pt/"' in page(path="pt/index.html")


def test_the_list_has_what_is_translated():
    html = page(path="pt/index.html")

    assert "A ponte fechada" in html
    assert "tunnel" not in html


def test_a_home_page_is_one_in_each_language():
    files = site_with(WITH_HOME)

    assert "A ponte fechada" in files["pt/index.html"]
    assert "pt/bridge/index.html" not in files
    assert '<a href="../" lang="en-GB"' in files["pt/index.html"]
    assert '<a href="pt/" lang="pt-BR"' in files["index.html"]


def test_heads_name_the_page_in_each_language():
    head = PageHead(page(address=ADDRESS))
    html = page(address=ADDRESS)

    for tag, path in (
        ("en-GB", "bridge/"),
        ("pt-BR", "pt/bridge/"),
        ("x-default", "bridge/"),
    ):
        link = f'<link rel="alternate" hreflang="{tag}" href="{ADDRESS}{path}">'
        assert link in html
        assert link in page(path="bridge/index.html", address=ADDRESS)
    assert head.metas["og:locale"] == "pt_BR"
    assert head.metas["og:locale:alternate"] == "en_GB"
    assert '"inLanguage":"pt-BR"' in html


def test_without_an_address_heads_name_no_other_page():
    assert 'rel="alternate" hreflang' not in page()


def test_the_sitemap_names_the_pages_of_each_language_and_keeps_its_schema():
    tree = ElementTree.fromstring(site_with(address=ADDRESS)["sitemap.xml"])

    pages = [url.findtext("loc", "", LOCATIONS) for url in tree]
    assert f"{ADDRESS}bridge/" in pages
    assert f"{ADDRESS}pt/bridge/" in pages
    assert f"{ADDRESS}pt/" in pages
    # The schema of sitemaps.org refuses elements of XHTML, for which it has no schema.
    assert {each.tag.partition("}")[2] for url in tree for each in url} == {
        "loc",
        "lastmod",
    }


def test_each_language_has_its_feeds():
    files = site_with(address=ADDRESS)
    feed = ElementTree.fromstring(files["pt/feed.xml"])

    assert feed.findtext("id", "", ATOM) == f"{ADDRESS}pt/"
    assert feed.findtext("title", "", ATOM) == "Redação local"
    assert [
        entry.findtext("id", "", ATOM) for entry in feed.findall("entry", ATOM)
    ] == [
        f"{ADDRESS}pt/bridge/#update-wrong-day",
        f"{ADDRESS}pt/bridge/#update-cost-rises",
        f"{ADDRESS}pt/bridge/",
    ]
    assert json.loads(files["pt/feed.json"])["language"] == "pt-BR"
    assert "pt/" not in files["feed.xml"]
    assert 'href="../../pt/feed.xml"' in files["pt/bridge/index.html"]


def test_images_stand_once_with_the_original():
    image = "![Uma ponte](images/bridge.png)"
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
        b"\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05"
        b"\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    original = small_project()["content/bridge/article.md"].decode()
    files = translated_project(
        {
            **replaced(ARTICLE, "![](quote:rust)", image),
            "content/bridge/article.md": original.replace("![](quote:rust)", image),
        }
    ) | {"content/bridge/images/bridge.png": png}

    _, rendered = made(files)

    paths = {file.path: file.content for file in rendered}
    [image] = [path for path in paths if "images/" in path]
    assert image.startswith("bridge/images/")
    assert f'src="../../{image}"' in paths["pt/bridge/index.html"].decode()


# ----------------------------------------------------------------- drafts and regions


def test_a_draft_of_a_translation_keeps_it_back_alone():
    draft = replaced(ARTICLE, "known:", "draft: true\nknown:")

    files = site_with(draft)

    assert "bridge/index.html" in files
    assert not any(path.startswith("pt/") for path in files)
    assert "hreflang" not in files["bridge/index.html"]
    assert "pt/bridge/index.html" in site_with(draft, with_drafts=True)


def test_a_draft_keeps_back_its_translations():
    original = small_project()["content/bridge/article.md"].decode()
    draft = original.replace("byline:", "draft: true\nbyline:")

    files = site_with({"content/bridge/article.md": draft})

    assert not any("bridge" in path for path in files if path.endswith(".html"))


def test_a_translation_comes_out_with_its_original():
    original = small_project()["content/bridge/article.md"].decode()
    later = original.replace("byline:", "publish_on: 2 March 2025\nbyline:")
    changes = {"content/bridge/article.md": later}

    before = site_with(changes, today=date(2025, 3, 1))
    after = site_with(changes, today=date(2025, 3, 2))

    assert "pt/bridge/index.html" not in before
    assert "pt/bridge/index.html" in after


def with_region(tag):
    return {path.replace(".pt.", f".{tag}."): text for path, text in WORDS.items()}


def test_a_tag_may_have_a_region():
    files = built(with_region("pt-PT"))

    html = files["pt-pt/bridge/index.html"]
    assert '<html lang="pt-PT">' in html
    assert "«nada além de ferrugem»" in html


def test_two_translations_into_one_language_are_told_by_their_regions():
    html = built({**WORDS, **with_region("pt-PT")})["bridge/index.html"]

    assert ">Português (Brasil)</a>" in html
    assert ">Português (Portugal)</a>" in html
    assert ">English</a>" in html


# ---------------------------------------------------------------------------- the cache


def test_a_warm_build_is_a_cold_one_whatever_changes():
    cache = Cache()
    made(translated_project(), cache)
    original = small_project()
    changes = [
        replaced(FIGURES, "Custo do", "Preço do"),
        {"content/bridge/figures.yaml": original["content/bridge/figures.yaml"]
            .decode().replace("310.50", "311")},
        {"content/people.yaml": original["content/people.yaml"]
            .decode().replace("Ada Engineer", "Ada Builder")},
        {"content/people.pt.yaml": None},
        {"seeds/minutes.pt.yaml": None},
        replaced(SITE, "Redação", "Mesa"),
        {ARTICLE: None, **dict.fromkeys(WORDS)},
        {},
    ]  # fmt: skip
    for change in changes:
        files = translated_project(change)

        _, warm = made(files, cache)
        _, cold = made(files)

        assert warm == cold


def test_nothing_of_a_site_in_one_language_speaks_of_another():
    files = built(address=ADDRESS)

    for path, text in files.items():
        if path.endswith((".html", ".xml")):
            assert "hreflang" not in text
            assert "og:locale:alternate" not in text


# --------------------------------------------- words of the original among those of here


def test_a_link_without_words_says_in_which_language_those_of_the_original_are():
    html = page({TIMELINE: None})

    assert re.search(r'href="#event-found"[^>]* lang="en-GB">Rust is found</a>', html)
    assert 'lang="en-GB">meados de janeiro' not in html


def test_a_link_to_what_is_not_translated_says_in_which_language_it_is():
    assert '<a class="ref ref-explainer" href="../../tunnel/"' in page()
    assert re.search(r'href="../../tunnel/"[^>]* lang="en-GB">The tunnel</a>', page())


def test_a_fact_of_an_explainer_that_is_not_translated_is_the_originals():
    figures = (
        "- id: length\n  label: Length\n  unit: metres\n  value: 2,500\n"
        "  by: council\n  source: minutes\n"
    )
    named = "O túnel tem [](figure:tunnel/length) metros.\n\n## Quanto custa"
    files = {
        **replaced(ARTICLE, "## Quanto custa", named),
        "content/tunnel/figures.yaml": figures,
    }

    assert 'href="../../tunnel/#figure-length"' in page(files)
    assert ">2.500</a>" in page(files)


def test_a_note_that_says_another_number_is_told_where_it_stands():
    [told] = advice(
        {"seeds/minutes.pt.yaml": "notes:\n  cost: Estima cerca de 3.000.\n"},
        "note-disagrees",
    )

    assert str(told.place) == "seeds/minutes.pt.yaml:2:25"
    assert told.message == (
        "the note 'cost' says 3.000 here, and no such number in the original"
    )


def test_what_the_site_says_of_itself_is_told_where_it_is_not_translated():
    way = "navigation:\n- {label: About us, address: 'https://gazette.example/'}\n"
    original = small_project()["content/site.yaml"].decode() + way

    [told] = advice({SITE: "title: Redação\n", "content/site.yaml": original})[-1:]

    assert told.place.file == SITE
    assert told.message == (
        "the site in 'pt' shows 'description', 'navigation' of site.yaml in the "
        "original"
    )


def test_words_of_the_original_keep_their_order_on_a_page_from_right_to_left():
    article = (
        "---\nheadline: الجسر المغلق\nstandfirst: الجسر مغلق.\n---\n\n[](event:found)\n"
    )

    html = built({"content/bridge/article.ar.md": article})["ar/bridge/index.html"]

    assert '<html lang="ar" dir="rtl">' in html
    assert '<bdi lang="en-GB">Share of the budget</bdi></h3>' in html
    assert '<bdi lang="en-GB">It was' in html
    assert '<a href="../../bridge/" lang="en-GB" hreflang="en-GB">' in html


# -------------------------------------------------------------------------- the preview


def test_a_preview_follows_a_save_of_a_translation(tmp_path):
    write_small_project(tmp_path, WORDS)
    builder = EditionBuilder(tmp_path, date(2025, 3, 1), None)
    builder.after(None)
    figures = tmp_path / FIGURES
    figures.write_text(WORDS[FIGURES].replace("Custo do", "Preço do"), "utf-8")

    edition = builder.after({FIGURES}, {"pt/bridge/index.html"})

    assert "Preço do conserto" in edition.files["pt/bridge/index.html"].decode()
    assert "Custo do conserto" not in edition.files["pt/bridge/index.html"].decode()
    assert builder.completed().files["bridge/index.html"]
    assert edition.site is not None
    places = places_on("pt/bridge/index.html", edition.site)
    assert places["main"].file == ARTICLE
    assert str(places["figure-cost"]) == f"{FIGURES}:1:3"
    assert places["person-council"].file == PEOPLE
    assert places_on("bridge/index.html", edition.site)["figure-cost"].file == (
        "content/bridge/figures.yaml"
    )


def test_what_lists_and_feeds_have_in_the_original_says_its_language():
    own = {k: v for k, v in WORDS.items() if k not in (UPDATES, FIGURES)}
    own[ARTICLE] = own[ARTICLE].replace(" milhões", "")

    files = built(own, address=ADDRESS)

    figure = re.search('<p class="list-figure">(.*?)</p>', files["pt/index.html"])
    assert figure
    assert '<span lang="en-GB">Cost of the repair</span>' in figure[1]
    assert '<span lang="en-GB">million</span>' in figure[1]
    assert '<content type="text" xml:lang="en-GB">The bridge' in files["pt/feed.xml"]
    assert '<content type="text">A ponte está fechada.' in files["pt/feed.xml"]
    items = json.loads(files["pt/feed.json"])["items"]
    assert [item.get("language", "") for item in items] == ["en-GB", "en-GB", ""]
    assert "xml:lang" not in files["feed.xml"].partition("<title>")[2]


def test_numbers_in_the_shared_words_of_a_translation_are_advice():
    changes = {
        **replaced(PEOPLE, "Engenheira de pontes", "Engenheira de 60 pontes"),
        **replaced(SITE, "Artigos da", "Os 40 artigos da"),
        **replaced(QUOTES, "nada além de ferrugem", "nada além de 300 ferrugens"),
    }

    told = read_site(small_project({**WORDS, **changes})).advice

    assert [
        (each.place.file, each.message)
        for each in told
        if each.name in ("loose-number", "note-disagrees")
        and each.place.file in (PEOPLE, SITE, QUOTES)
    ] == [
        (
            QUOTES,
            "the translation says '300', and the words of this quote have no such "
            "number",
        ),
        (PEOPLE, "the number '60' in this role belongs to no figure"),
        (SITE, "the number '40' in this description of the site belongs to no figure"),
    ]


def test_an_alt_text_in_the_original_says_its_language():
    alt = Line("A dam", Prose(()), "en-GB")

    assert str(lang(alt, language_of("pt-BR"))) == ' lang="en-GB"'
    assert str(lang("Uma barragem", language_of("pt-BR"))) == ""


def test_a_preview_shows_a_draft_of_a_translation_as_one(tmp_path):
    draft = replaced(ARTICLE, "known:", "draft: true\nknown:")
    write_small_project(tmp_path, {**WORDS, **draft})

    edition = EditionBuilder(tmp_path, date(2025, 3, 1), None).after(None)

    assert 'class="draft"' in edition.files["pt/bridge/index.html"].decode()
    assert 'class="draft"' not in edition.files["bridge/index.html"].decode()


def test_accidents_in_a_translation_end_in_a_site_or_in_problems_as_a_cold_build_does():
    """However it is broken: nothing is stale, and no traceback ends a build."""
    chance = random.Random(24)
    cache = Cache()
    files = {**translated_project(), **notes_of("pt", (), translated_project())}
    made(files, cache)
    translated = sorted(path for path in files if ".pt." in path)

    for _ in range(10):
        path = chance.choice(translated)
        broken = {
            **files,
            path: mutated(chance, files[path], [*map(files.get, translated)]),
        }

        assert outcome(broken, cache) == outcome(broken, Cache())


def outcome(files, cache):
    """The files of the site, or the problems."""
    try:
        return made(files, cache)[1]
    except Failed as failed:
        return sorted(failed.problems)


# ------------------------------------------------------------------ the texts of claims

TOLL = """\
- id: cost
  label: Cost of the repair
  unit: million
  estimates:
    - {value: about 300, by: council, as_of: 3 January 2025, source: minutes#cost,
       text: Without the paint.}
    - {value: 310.50, by: council, as_of: 7 January 2025, source: minutes, text: With it.}
    - {value: 310.50 to 400, by: engineer, source: minutes}
- {id: share, label: Share, value: 3%, by: council, source: minutes}
"""


def claimed(words):
    article = WORDS[ARTICLE].replace("[cerca de 300]", "[]")
    original = small_project()["content/bridge/article.md"].decode()
    return {
        ARTICLE: article,
        "content/bridge/figures.yaml": TOLL,
        "content/bridge/article.md": original.replace("cost@council", "cost@engineer"),
        FIGURES: "- id: cost\n  label: Custo\n  unit: milhões\n  estimates:\n" + words,
    }


def test_each_claim_has_its_words_by_who_made_it_and_when():
    html = page(
        claimed(
            "  - {by: council, text: Com a pintura.}\n"
            "  - {by: council@2025-01-03, text: Sem a pintura.}\n"
        )
    )

    assert "Com a pintura." in html
    assert "Sem a pintura." in html
    assert "With it." not in html
    assert "Without the paint." not in html


def test_a_claim_has_its_words_once():
    [(place, message)] = problems(
        claimed(
            "  - {by: council, text: Com a pintura.}\n"
            "  - {by: council@2025-01-07, text: Sem a pintura.}\n"
        )
    )

    assert place.startswith(f"{FIGURES}:6:")
    assert message == "this claim by 'council@2025-01-07' has its words twice"

"""What every page of every site promises, and what is shown with every claim.

Each promise names what breaks it; the tests of the generator hold them of a project of
their own, those of the content of what this repository publishes.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec
from justhtml import JustHTML

from factbox.model.explainers import Explainer
from factbox.model.people import Person
from factbox.model.site import Site
from factbox.model.sources import Citation
from factbox.values.dates.when import When


def ids_of(page: JustHTML) -> list[str]:
    return [element.attrs["id"] for element in page.query("[id]")]


def every_id_is_one_of_a_kind(page: JustHTML) -> list[str]:
    ids = ids_of(page)
    return sorted({id for id in ids if ids.count(id) > 1})


def every_link_within_it_lands(page: JustHTML) -> list[str]:
    there = {f"#{id}" for id in ids_of(page)}
    return [
        link.attrs["href"]
        for link in page.query('a[href^="#"]')
        if link.attrs["href"] not in there
    ]


def every_name_of_an_id_is_that_of_one(page: JustHTML) -> list[str]:
    ids = set(ids_of(page))
    return [
        named
        for name in ("for", "popovertarget", "aria-labelledby", "aria-describedby")
        for element in page.query(f"[{name}]")
        for named in element.attrs[name].split()
        if named not in ids
    ]


def no_script_runs(page: JustHTML) -> list[str]:
    scripts = [
        script.to_text()
        for script in page.query("script")
        if script.attrs.get("type") != "application/ld+json"
    ]
    acts = [
        name
        for element in page.query("*")
        for name, value in element.attrs.items()
        if name.startswith("on") or (value or "").startswith("javascript:")
    ]
    return scripts + acts


def headings_go_down_one_level_at_a_time(page: JustHTML) -> list[str]:
    levels = [heading.name for heading in page.query("h1, h2, h3, h4, h5, h6")]
    steps = [
        f"{above}, then {below}"
        for above, below in pairwise(levels)
        if int(below[1]) > int(above[1]) + 1
    ]
    return steps if levels[:1] == ["h1"] == levels[:1] * levels.count("h1") else levels


def it_is_well_formed(page: JustHTML) -> list[str]:
    return [str(error) for error in page.errors]


def every_citation_leads_to_a_note_and_back(page: JustHTML) -> list[str]:
    return [
        cite.attrs["id"]
        for cite in page.query('a[id^="cite-"]')
        if not page.query_one(f'{cite.attrs["href"]} a[href="#{cite.attrs["id"]}"]')
    ]


PROMISES: tuple[Callable[[JustHTML], list[str]], ...] = (
    every_id_is_one_of_a_kind,
    every_link_within_it_lands,
    every_name_of_an_id_is_that_of_one,
    no_script_runs,
    headings_go_down_one_level_at_a_time,
    it_is_well_formed,
    every_citation_leads_to_a_note_and_back,
)


class Claim(msgspec.Struct, frozen=True):
    """What somebody claims: its id in the page, its claimant, its date, its source."""

    anchor: str
    who: Person
    when: When | None
    citation: Citation


def claims(explainer: Explainer) -> list[Claim]:
    return [*_claims(explainer)]


def _claims(explainer: Explainer) -> Iterator[Claim]:
    for sidebar in explainer.sidebars:
        for item in sidebar.items:
            for each in getattr(item, "estimates", ()):
                for citation in each.citations:
                    yield Claim(each.anchor, each.by, each.as_of, citation)
            if sidebar.kind == "quotes":
                for citation in item.citations:
                    yield Claim(item.anchor, item.who, item.on, citation)
            elif sidebar.kind == "timeline":
                for citation in item.citations:
                    yield Claim(item.anchor, item.by, item.when, citation)


def it_shows_who_makes_it_and_when(claim: Claim, page: JustHTML, site: Site) -> bool:
    """By name and link, or because it stands under the person."""
    (element,) = page.query(f"#{claim.anchor}")
    words = _words(element)
    is_named = (claim.who.name in words or claim.who.label in words) and element.query(
        f'a[href="#person-{claim.who.id}"]'
    )
    stands_under = page.query(f"#person-{claim.who.id} #{claim.anchor}")
    return bool(
        (is_named or stands_under) and (claim.when is None or str(claim.when) in words)
    )


def it_leads_to_its_note_and_the_note_back(
    claim: Claim, page: JustHTML, site: Site
) -> bool:
    (element,) = page.query(f"#{claim.anchor}")
    source = site.sources[claim.citation.source]
    note = source.notes[claim.citation.note] if claim.citation.note else None
    # Of a source that is cited as a whole the list has no text.
    text = str(note.parts[0]) if note else ""
    begin = JustHTML(text, fragment=True).to_text().split(".")[0]
    backs = [
        link
        for link in {link.attrs["href"] for link in element.query('a[href^="#note-"]')}
        if page.query_one(f'{link} a[href="#{claim.anchor}"]')
        and begin in _words(page.query_one(link))
    ]
    return len(backs) == 1


CLAIMS_KEEP: tuple[Callable[[Claim, JustHTML, Site], bool], ...] = (
    it_shows_who_makes_it_and_when,
    it_leads_to_its_note_and_the_note_back,
)


def _words(element) -> str:  # type: ignore[no-untyped-def]
    return " ".join(element.to_text().split())

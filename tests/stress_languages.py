"""An explainer in each language that the package has, with long words and other scripts.

    python -m tests.stress_languages OUT [LANGUAGE ...]

builds each of them to OUT/<language>/, to be looked at. What they say is the same: that
there was a flood, and that somebody counted houses.
"""

import sys
from pathlib import Path

import msgspec

from tests.stress import build_files, project


class Words(msgspec.Struct, frozen=True):
    """What an explainer says in one language."""

    headline: str
    standfirst: str
    story: str
    """With "{}" where the figure is named."""
    label: str
    unit: str
    agency: str
    role: str
    said: str
    quoted: str
    event: str


WORDS = {
    "en-GB": Words(
        "The flood in the valley: what is known, and who says so",
        "The river rose in the night. How many houses it took is disputed.",
        "The water came at three o’clock. [](person:agency) counts {}.",
        "Houses that were destroyed",
        "houses",
        "Civil protection agency",
        "Responsible for warnings",
        "Said that the first count was too low.",
        "nobody was warned in time",
        "The dam above the valley breaks",
    ),
    "de": Words(
        "Hochwasserschutzverordnungsentwurf: was über die "
        "Überschwemmungsgebietsausweisung bekannt ist",
        "Der Fluss stieg in der Nacht. Wie viele Einfamilienhausgrundstücke er "
        "mitriss, ist umstritten.",
        "Das Wasser kam um drei Uhr. [](person:agency) zählt {}.",
        "Zerstörte Wohngebäude im Überschwemmungsgebiet",
        "Häuser",
        "Bundesamt für Bevölkerungsschutz und Katastrophenhilfe",
        "Zuständig für Hochwasserwarnungen",
        "Nannte die erste Zählung zu niedrig.",
        "niemand wurde rechtzeitig gewarnt",
        "Die Talsperre oberhalb der Ortschaft bricht",
    ),
    "fr": Words(
        "La crue de la vallée : ce que l’on sait, et qui le dit",
        "La rivière est montée dans la nuit. Le nombre de maisons détruites est contesté.",
        "L’eau est arrivée à trois heures. [](person:agency) compte {}.",
        "Maisons détruites",
        "maisons",
        "Direction générale de la sécurité civile",
        "Chargée de l’alerte",
        "A jugé le premier décompte trop bas.",
        "personne n’a été averti à temps",
        "Le barrage en amont cède",
    ),
    "es": Words(
        "La crecida del valle: qué se sabe y quién lo dice",
        "El río subió de noche. Cuántas casas se llevó es objeto de disputa.",
        "El agua llegó a las tres. [](person:agency) cuenta {}.",
        "Casas destruidas",
        "casas",
        "Dirección General de Protección Civil y Emergencias",
        "Responsable de las alertas",
        "Dijo que el primer recuento era demasiado bajo.",
        "nadie fue avisado a tiempo",
        "Se rompe la presa situada sobre el valle",
    ),
    "pt-BR": Words(
        "A enchente no vale: o que se sabe e quem o diz",
        "O rio subiu durante a noite. Quantas casas levou é motivo de disputa.",
        "A água chegou às três horas. [](person:agency) conta {}.",
        "Casas destruídas",
        "casas",
        "Secretaria Nacional de Proteção e Defesa Civil",
        "Responsável pelos alertas",
        "Disse que a primeira contagem era baixa demais.",
        "ninguém foi avisado a tempo",
        "Rompe-se a barragem acima do vale",
    ),
    "it": Words(
        "L’alluvione nella valle: che cosa si sa e chi lo dice",
        "Il fiume è salito nella notte. Quante case abbia travolto è controverso.",
        "L’acqua è arrivata alle tre. [](person:agency) ne conta {}.",
        "Case distrutte",
        "case",
        "Dipartimento della protezione civile",
        "Responsabile degli allarmi",
        "Ha detto che il primo conteggio era troppo basso.",
        "nessuno è stato avvertito in tempo",
        "Cede la diga sopra la valle",
    ),
    "nl": Words(
        "De overstroming: wat bekend is over de "
        "hoogwaterbeschermingsmaatregelen in het dal",
        "De rivier steeg in de nacht. Hoeveel huizen verdwenen, wordt betwist.",
        "Het water kwam om drie uur. [](person:agency) telt {}.",
        "Verwoeste eengezinswoningen",
        "huizen",
        "Nationaal Coördinatiecentrum Overstromingsdreiging",
        "Verantwoordelijk voor waarschuwingen",
        "Noemde de eerste telling te laag.",
        "niemand werd op tijd gewaarschuwd",
        "De stuwdam boven het dal breekt",
    ),
    "pl": Words(
        "Powódź w dolinie: co wiadomo i kto to mówi",
        "Rzeka wezbrała w nocy. Liczba zniszczonych domów jest sporna.",
        "Woda przyszła o trzeciej. [](person:agency) podaje liczbę {}.",
        "Zniszczone domy",
        "domów",
        "Rządowe Centrum Bezpieczeństwa",
        "Odpowiada za ostrzeżenia",
        "Uznało pierwsze obliczenia za zaniżone.",
        "nikogo nie ostrzeżono na czas",
        "Pęka zapora powyżej doliny",
    ),
    "uk": Words(
        "Повінь у долині: що відомо і хто про це каже",
        "Річка піднялася вночі. Скільки будинків вона забрала, достеменно не відомо.",
        "Вода прийшла о третій годині. [](person:agency) називає {}.",
        "Зруйновані будинки",
        "будинків",
        "Державна служба з надзвичайних ситуацій",
        "Відповідає за попередження",
        "Сказала, що перша оцінка була заниженою.",
        "нікого вчасно не попередили",
        "Прориває греблю вище долини",
    ),
    "ru": Words(
        "Наводнение в долине: что известно и кто об этом говорит",
        "Река поднялась ночью. Сколько домов она унесла, точно не известно.",
        "Вода пришла в три часа. [](person:agency) называет {}.",
        "Разрушенные дома",
        "домов",
        "Служба предупреждения чрезвычайных ситуаций",
        "Отвечает за предупреждения",
        "Сказала, что первая оценка была занижена.",
        "никого вовремя не предупредили",
        "Прорывает плотину выше долины",
    ),
    "ko": Words(
        "골짜기의 홍수: 알려진 것과 그것을 말하는 사람들",
        "강물이 밤사이 불어났다. 집 몇 채가 떠내려갔는지는 의견이 엇갈린다.",
        "물은 세 시에 들이닥쳤다. [](person:agency)은 {}채로 집계한다. "
        '그는 **"너무 늦었다"**는 말을 남겼다.',
        "부서진 집",
        "채",
        "국민안전관리청",
        "경보를 맡은 기관",
        "첫 집계가 너무 적었다고 말했다.",
        "아무도 제때 경고받지 못했다",
        "골짜기 위의 댐이 무너진다",
    ),
    "ja": Words(
        "谷をおそった洪水について、わかっていることと、それを言っている人たち",
        "川は夜のうちに増水した。流された家の数については見方が分かれている。",
        "水は三時に押し寄せた。\n[](person:agency)は{}\n棟と数える。\n"
        "担当者は**「遅すぎた。」**と話した。",
        "壊れた家",
        "棟",
        "国土安全防災庁",
        "警報を受け持つ官庁",
        "最初の集計は少なすぎたと述べた。",
        "間に合うように知らされた人はいない",
        "谷の上にあるダムが決壊する",
    ),
    "ar": Words(
        "فيضان الوادي: ما هو معروف، ومن يقوله",
        "ارتفع النهر في الليل، وعدد البيوت التي جرفها موضع خلاف.",
        "وصل الماء في الساعة الثالثة. ويقول [](person:agency) إن العدد {}.",
        "البيوت المدمرة",
        "بيتا",
        "الهيئة العامة للحماية المدنية",
        "مسؤولة عن الإنذار",
        "قالت إن الإحصاء الأول كان أقل من الواقع.",
        "لم ينذر أحد في الوقت المناسب",
        "انهيار السد فوق الوادي",
    ),
    "he": Words(
        "השיטפון בעמק: מה ידוע, ומי אומר זאת",
        "הנהר עלה בלילה. כמה בתים נסחפו – על כך חלוקות הדעות.",
        "המים הגיעו בשעה שלוש. לפי [](person:agency) נפגעו {}.",
        "בתים שנהרסו",
        "בתים",
        "הרשות הלאומית להגנה אזרחית",
        "אחראית על האזהרות",
        "אמרה שהספירה הראשונה הייתה נמוכה מדי.",
        "איש לא הוזהר בזמן",
        "הסכר שמעל העמק נפרץ",
    ),
}
SAME = {"en-US": "en-GB", "pt-PT": "pt-BR"}
"""Those in which an explainer says the same."""


def in_language(tag: str) -> dict[str, bytes]:
    """The files of a project in this language.

    Each has a name in letters from right to left, one in Latin ones, and words of
    another language.
    """
    words = WORDS[SAME.get(tag, tag)]
    people = [
        {"id": "agency", "name": words.agency, "role": words.role},
        {"id": "wire", "name": "وكالة الأنباء (شمال)", "role": "وكالة أنباء, 24/7"},
        {"id": "paper", "name": "The Valley Gazette", "role": "Daily, since 1911"},
    ]
    estimates = [
        {"value": "11000", "by": "agency", "as_of": "2025-02-07", "source": "minutes"},
        {"value": "13500", "by": "wire", "via": "paper", "source": "minutes"},
    ]
    figures = [
        {
            "id": "houses",
            "label": words.label,
            "unit": words.unit,
            "text": f"{words.said} [Überschwemmungsgebiet]{{lang=de}}",
            "estimates": estimates,
        },
    ]
    quotes = [
        {
            "id": "late",
            "who": "agency",
            "on": "2025-02-06",
            "said": words.said,
            "words": words.quoted,
            "about": ["houses"],
            "source": "minutes",
        },
        {
            "id": "low",
            "who": "wire",
            "said": words.said,
            "words": "لم ينذر أحد.",
            "lang": "ar",
            "source": "minutes",
        },
    ]
    events = [
        {
            "id": f"event-{number}",
            "when": day,
            "title": title,
            "by": who,
            "source": "minutes",
        }
        for number, (day, title, who) in enumerate(
            [
                ("2024-10", words.event, "agency"),
                ("2025-01-15", "السد (3) ينهار!", "wire"),
                ("2025-02-07", words.headline, "paper"),
            ]
        )
    ]
    front = {
        "headline": words.headline,
        "standfirst": words.standfirst,
        "as_of": "2025-02-07",
        "published": "2025-02-08",
        "byline": "The Valley Gazette",
        "lead": "houses",
        "known": [f"{words.standfirst}[](source:minutes)"],
        "unknown": [words.said],
    }
    said = words.story.replace("{}", "[](figure:houses@agency)")
    story = (
        f"## {words.event}\n\n{said}[](source:minutes) [](person:wire): "
        f"[](figure:houses@wire).\n\n![](figure:houses)\n\n{words.standfirst} "
        f"*{words.label}* [שלום 123.]{{lang=he}}\n\n## {words.label}\n\n{said}\n\n"
        f"![](quote:late)\n\n{words.standfirst}"
    )
    files = project(
        front,
        story,
        people,
        {"figures": figures, "quotes": quotes, "timeline": events},
    )
    site = files["content/site.yaml"].decode().replace("en-GB", tag)
    return {**files, "content/site.yaml": site.encode()}


def main(out: Path, tags: list[str]) -> None:
    for tag in tags or [*WORDS, *SAME]:
        print(build_files(tag, in_language(tag), out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

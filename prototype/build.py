"""Render the prototype: throw-away data and geometry; the templates and CSS are kept."""

from __future__ import annotations

import datetime as dt
import pathlib
import re
from types import SimpleNamespace as N

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

HERE = pathlib.Path(__file__).parent
CSS = HERE.parent / "assets" / "css"

# ---- citations and references, counted in page order ---------------------------------
NOTES = [
    (
        "withdrawal",
        "South Korea’s spy agency confirmed in the week of 7 February 2025 what media had reported: the troops left the front line around mid-January and had not been seen fighting for several weeks.",
    ),
    (
        "losses",
        "South Korean intelligence put North Korean losses at about 300 killed and about 2,700 wounded.",
    ),
    (
        "jones",
        "Seth Jones (CSIS, Washington) put casualties between a third and, at the high end, half of the force, with up to 1,000 dead out of 11,000 to 12,000, and said the real numbers are hard to know. Said on a podcast; carried by Yonhap.",
    ),
    (
        "deployment",
        "An estimated 11,000 North Korean troops began to arrive in Kursk in late 2024. The article names no origin for the estimate.",
    ),
    (
        "pact",
        "Kim Jong-un and Vladimir Putin had agreed a mutual defence pact shortly before.",
    ),
    (
        "clip",
        "In January, President Zelenskyy posted a clip of two captured soldiers; one said his commanders had spoken of a training exercise.",
    ),
    (
        "inexperience",
        "The soldiers had not fought before, did not know the terrain and were vulnerable to drones. The article does not say who said so.",
    ),
    (
        "found-notes",
        "South Korean intelligence officials said that notes found on dead soldiers showed they were expected to kill themselves rather than be captured.",
    ),
    (
        "reinforcements",
        "South Korean military officials had said that Pyongyang was preparing to send more troops.",
    ),
    (
        "return",
        "In exchange North Korea hopes for satellite technology and for foreign currency to pay for its weapons programmes.",
    ),
    (
        "factor",
        "The spy agency counts the high losses among the reasons for the apparent withdrawal. Ukraine’s surprise offensive into Kursk began in August 2024.",
    ),
    (
        "denials",
        "North Korea has not publicly acknowledged its part. In October, Putin did not deny that its troops had arrived; vice-foreign minister Kim Jong-gyu said that any deployment would accord with international law.",
    ),
]
NUMBER = {key: i for i, (key, _) in enumerate(NOTES, 1)}
BACK: dict[int, list] = {i: [] for i in NUMBER.values()}
M = Markup
count = N(cite=0, ref=0)
MENTIONS: dict[str, list] = {}
where = N(text="Summary")


def cite_values(*keys):
    out = []
    for key in keys:
        count.cite += 1
        note = NUMBER[key]
        out.append(N(note=note, number=count.cite))
        BACK[note].append(N(number=count.cite, place=where.text))
    return out


def cite(*keys):
    return Markup("").join(
        Markup(
            '<sup class="cite"><a href="#note-{0}" id="cite-{1}" aria-label="Source note {0}">{0}</a></sup>'
        ).format(c.note, c.number)
        for c in cite_values(*keys)
    )


def ref(figure, claim, text):
    count.ref += 1
    target = f"figure-{figure}-{claim}"
    MENTIONS.setdefault(figure, []).append(
        N(id=f"ref-{count.ref}", number=len(MENTIONS.get(figure, [])) + 1, text=text)
    )
    return Markup(
        '<a class="ref ref-figure" href="#{1}" id="ref-{0}">{2}</a>\u2060<button class="ref-open" type="button" popovertarget="figure-{3}" aria-label="Who says {2}?"><span class="mark"></span></button>'
    ).format(count.ref, target, text, figure)


def person(id_, text):
    return Markup('<a class="ref" href="#person-{}">{}</a>').format(id_, text)


def event(id_, text):
    return Markup('<a class="ref" href="#event-{}">{}</a>').format(id_, text)


def quote(id_, text):
    return Markup('<a class="ref" href="#quote-{}">{}</a>').format(id_, text)


def D(iso, text):
    return N(iso=iso, text=text)


# ---- people --------------------------------------------------------------------------
def P(id_, name, short, role):
    return N(id=id_, name=name, short=short, role=role, links=[])


PEOPLE = {
    p.id: p
    for p in [
        P(
            "nis",
            "National Intelligence Service",
            "NIS",
            "South Korea’s spy agency, in Seoul. South Korea is a party to the conflict on the peninsula, not to the war in Ukraine.",
        ),
        P(
            "seth-jones",
            "Seth Jones",
            "Jones",
            "Analyst at the Center for Strategic and International Studies, a research institute in Washington",
        ),
        P(
            "guardian",
            "The Guardian",
            "The Guardian",
            "Newspaper. Its report of 7 February 2025 is the source of this explainer",
        ),
        P(
            "prisoner",
            "Captured soldier",
            "Captured soldier",
            "One of two North Korean prisoners in a clip that Ukraine’s president published; not named",
        ),
        P(
            "kim-jong-gyu",
            "Kim Jong-gyu",
            "Kim Jong-gyu",
            "Vice-foreign minister of North Korea",
        ),
        P(
            "sk-military",
            "South Korean military officials",
            "South Korean military",
            "Officials who were not named",
        ),
        P("zelenskyy", "Volodymyr Zelenskyy", "Zelenskyy", "President of Ukraine"),
        P("putin", "Vladimir Putin", "Putin", "President of Russia"),
    ]
}


# ---- figures -------------------------------------------------------------------------
def scale(top, step, fmt=lambda n: f"{n:,}"):
    ticks = []
    for v in range(0, top + 1, step):
        anchor = "start" if v == 0 else "end" if v == top else "middle"
        ticks.append(N(x=round(100 * v / top, 2), label=fmt(v), anchor=anchor))
    return top, ticks


def claim(
    fig, by, text, low, high, mark, notes, as_of=None, via="", comment="", sum_=None
):
    return N(
        id=f"figure-{fig}-{by}",
        fig=fig,
        by=by,
        who=PEOPLE.get({"jones": "seth-jones", "counted": None}.get(by, by)),
        text=text,
        low_n=low,
        high_n=high,
        mark=mark,
        notes=[NUMBER[n] for n in notes],
        note_keys=notes,
        as_of=as_of,
        via=via,
        comment=comment,
        sum=sum_,
        others=[],
    )


def figure(id_, label, claims, chart=None, headline=None):
    top = chart[0] if chart else None
    for c in claims:
        if top:
            c.low, c.high = (
                round(100 * (c.low_n or 0) / top, 2),
                round(100 * c.high_n / top, 2),
            )
            c.span = round(c.high - c.low, 2)
        c.others = [
            N(id=o.id, text=o.text, short=o.who.short if o.who else "our calculation")
            for o in claims
            if o is not c
        ]
    return N(
        id=f"figure-{id_}",
        key=id_,
        label=label,
        claims=claims,
        chart=N(ticks=chart[1]) if chart else None,
        headline=headline,
        mentions=[],
    )


feb = D("2025-02", "early February 2025")
FIGURES = [
    figure(
        "sent",
        "North Korean soldiers sent to Kursk",
        [
            claim(
                "sent",
                "guardian",
                "about 11,000",
                11000,
                11000,
                "about",
                ["deployment"],
                D("2024", "late 2024"),
                comment="origin not given",
            ),
            claim(
                "sent",
                "jones",
                "11,000 to 12,000",
                11000,
                12000,
                "range",
                ["jones"],
                feb,
                "Yonhap",
            ),
        ],
        scale(12000, 4000),
        N(text="about 11,000 to 12,000", basis="range of 2 claims"),
    ),
    figure(
        "killed",
        "North Korean soldiers killed",
        [
            claim(
                "killed",
                "nis",
                "about 300",
                300,
                300,
                "about",
                ["losses"],
                D("2025-01", "January 2025"),
            ),
            claim(
                "killed",
                "jones",
                "up to 1,000",
                None,
                1000,
                "up-to",
                ["jones"],
                feb,
                "Yonhap",
            ),
        ],
        scale(1000, 250),
        N(text="about 300 to 1,000", basis="range of 2 claims"),
    ),
    figure(
        "wounded",
        "North Korean soldiers wounded",
        [
            claim(
                "wounded",
                "nis",
                "about 2,700",
                2700,
                2700,
                "about",
                ["losses"],
                D("2025-01", "January 2025"),
            ),
        ],
    ),
    figure(
        "share-lost",
        "Share of the force killed or wounded",
        [
            claim(
                "share-lost",
                "jones",
                "33% to 50%",
                33,
                50,
                "range",
                ["jones"],
                feb,
                "Yonhap",
                "50% is “the real high end”",
            ),
            claim(
                "share-lost",
                "counted",
                "about 27%",
                27,
                27,
                "derived",
                [],
                None,
                sum_=[
                    N(text="(", href=""),
                    N(text="about 300", href="#figure-killed-nis"),
                    N(text="+", href=""),
                    N(text="about 2,700", href="#figure-wounded-nis"),
                    N(text=") ÷", href=""),
                    N(text="about 11,000", href="#figure-sent-guardian"),
                ],
            ),
        ],
        scale(100, 25, lambda n: f"{n}%"),
        N(
            text="33% to 50%",
            basis=M('according to <a href="#person-seth-jones">Seth Jones</a>'),
        ),
    ),
    figure(
        "captured",
        "North Korean prisoners shown in public",
        [
            claim(
                "captured",
                "zelenskyy",
                "2",
                2,
                2,
                "point",
                ["clip"],
                D("2025-01", "January 2025"),
            ),
        ],
    ),
]
FIG = {f.key: f for f in FIGURES}

# ---- the story, in page order --------------------------------------------------------


def story():
    known = [
        M(
            "The spy agency of South Korea says that North Korean troops {} around mid-January 2025.{}"
        ).format(
            event("off-the-front", "left the front line in Kursk"), cite("withdrawal")
        ),
        M("It counts {} killed and {} wounded.{}").format(
            ref("killed", "nis", "about 300"),
            ref("wounded", "nis", "about 2,700"),
            cite("losses"),
        ),
        M("An analyst in Washington thinks that {} died.{}").format(
            ref("killed", "jones", "up to 1,000"), cite("jones")
        ),
    ]
    unknown = [
        M("Whether the troops are gone for good or only resting."),
        M("How many died: {}, and neither side has published a count.").format(
            M('<a class="ref" href="#figure-killed">estimates differ threefold</a>')
        ),
        M("Pyongyang’s own account. It {} that it sent anyone.{}").format(
            event("no-denial", "has not acknowledged"), cite("denials")
        ),
    ]
    parts = []
    where.text = "What happened"
    a = M(
        "<h2 id='what-happened'>What happened</h2><p>For several weeks nobody has seen North Korean soldiers fight in Kursk, the Russian border region that {} in August 2024. In early February, Seoul’s {} confirmed what news media had been reporting: the troops were {} around the middle of January.{}</p>"
    ).format(
        event("kursk-offensive", "Ukraine entered by surprise"),
        person("nis", "National Intelligence Service"),
        event("off-the-front", "taken off the front line"),
        cite("withdrawal"),
    )
    b = M(
        "<p>The agency speaks of an <em>apparent</em> withdrawal, and names the heavy losses as one of its reasons.{} Nobody outside Russia and North Korea can say whether the soldiers have gone home, moved to the rear or are being made ready to return.</p>"
    ).format(cite("factor"))
    parts.append(N(before=a, embed=N(kind="event", value=EV["off-the-front"]), after=b))
    where.text = "How many were sent"
    a = M(
        "<h2 id='sent'>How many were sent, and why</h2><p>The first of {} soldiers came to Kursk in late 2024,{} soon after Kim Jong-un and {} agreed a {}.{} {}, an analyst in Washington, works with {}.{}</p>"
    ).format(
        ref("sent", "guardian", "about 11,000"),
        cite("deployment"),
        person("putin", "Vladimir Putin"),
        event("pact", "mutual defence pact"),
        cite("pact"),
        person("seth-jones", "Seth Jones"),
        ref("sent", "jones", "11,000 to 12,000"),
        cite("jones"),
    )
    b = M(
        "<p>North Korea also supplies weapons and ammunition. In return it hopes for:</p><ul><li>Russian satellite technology;</li><li>foreign currency, which would pay for its nuclear and missile programmes.{}</li></ul><p>When the soldiers arrived, many feared a dangerous turn in the war. Military officials in Seoul said that the North was {}.{}</p>"
    ).format(
        cite("return"),
        quote("military-more", "preparing to send more"),
        cite("reinforcements"),
    )
    parts.append(N(before=a, embed=N(kind="figure", value=FIG["sent"]), after=b))
    where.text = "What it cost"
    a = M(
        "<h2 id='losses'>What it cost them</h2><p>South Korean intelligence counts {} dead and {} wounded.{} Jones, speaking on a podcast, put the dead at {}, and the share of the force killed or hurt at {}: a third by most accounts, half at the most. He also warned that the truth is {}.{}</p>"
    ).format(
        ref("killed", "nis", "about 300"),
        ref("wounded", "nis", "about 2,700"),
        cite("losses"),
        ref("killed", "jones", "up to 1,000"),
        ref("share-lost", "jones", "33% to 50%"),
        quote("jones-uncertain", "hard to know"),
        cite("jones"),
    )
    b = M(
        "<p>The two accounts do not agree. Set the South Korean counts against a force of about 11,000 and {} were lost, well under Jones’s third. We show both, and average nothing.</p><h3>Who counts what</h3><div class='scroll' role='region' tabindex='0' aria-label='Who counts what'><table><thead><tr><th scope='col'>Claimed by</th><th scope='col'>Killed</th><th scope='col'>Wounded</th><th scope='col'>Share lost</th></tr></thead><tbody><tr><td>NIS</td><td>about 300</td><td>about 2,700</td><td>not given</td></tr><tr><td>Seth Jones</td><td>up to 1,000</td><td>not given</td><td>33% to 50%</td></tr></tbody></table></div><p>Why so many? The soldiers had never been in combat, did not know the ground and had little answer to Ukrainian drones.{}</p>"
    ).format(ref("share-lost", "counted", "about 27%"), cite("inexperience"))
    parts.append(N(before=a, embed=N(kind="figure", value=FIG["share-lost"]), after=b))
    where.text = "What soldiers were told"
    a = M(
        "<h2 id='told'>What the soldiers were told</h2><p>In January, {} published {} of {} captured North Koreans. One of them said that his commanders had announced {}.{} Notes found on the dead suggest, according to Seoul, that soldiers were expected {}.{}</p>"
    ).format(
        person("zelenskyy", "Volodymyr Zelenskyy"),
        event("clip", "a clip"),
        ref("captured", "zelenskyy", "two"),
        quote("prisoner-exercise", "a training exercise"),
        cite("clip"),
        quote("nis-notes", "to die by their own hand rather than be captured"),
        cite("found-notes"),
    )
    parts.append(
        N(before=a, embed=N(kind="quote", value=QU["prisoner-exercise"]), after="")
    )
    where.text = "What the two capitals say"
    a = M(
        "<h2 id='capitals'>What Moscow and Pyongyang say</h2><p>Little. North Korea has never said in public that its soldiers are there. In October, {} that they had come, and {} said that a deployment, if there were one, {}.{}</p>"
    ).format(
        event("no-denial", "Putin did not deny"),
        person("kim-jong-gyu", "Kim Jong-gyu"),
        quote("kim-law", "would be lawful"),
        cite("denials"),
    )
    parts.append(N(before=a, embed=None, after=""))
    return known, unknown, parts


def finish_figures():
    where.text = "Key figures"
    for f in FIGURES:
        for c in f.claims:
            c.cites = cite_values(*c.note_keys)
        f.mentions = MENTIONS.get(f.key, [])


def embed_cites(lead, passages):
    """The embedded cards repeat their facts' citations where they stand."""
    where.text = "In short"
    for c in lead.claims:
        c.embed_cites = cite_values(*c.note_keys)
    for p, place in zip(
        passages,
        (
            "What happened",
            "How many were sent",
            "What it cost",
            "What soldiers were told",
            "",
        ),
        strict=True,
    ):
        where.text = place
        if p.embed and p.embed.kind == "figure":
            for c in p.embed.value.claims:
                c.embed_cites = cite_values(*c.note_keys)
        elif p.embed:
            p.embed.value.embed_cites = cite_values(p.embed.value.source)


def Q(id_, who, on, said, words="", via="", about=(), source=""):
    return N(
        id=f"quote-{id_}",
        who=who,
        on=on,
        said=said,
        words=words,
        via=via,
        speaker=PEOPLE[who].short,
        about=[N(id=a, label=l) for a, l in about],
        source=source,
    )


QUOTES = [
    Q(
        "nis-withdrawal",
        "nis",
        feb,
        "Confirmed the reports: North Korean troops were taken off the front line around mid-January.",
        about=[("event-off-the-front", "Off the front line")],
        source="withdrawal",
    ),
    Q(
        "nis-factor",
        "nis",
        feb,
        "Gave the large number of casualties as one reason for the apparent withdrawal.",
        about=[("figure-killed", "soldiers killed")],
        source="factor",
    ),
    Q(
        "nis-notes",
        "nis",
        D("2025", "early 2025"),
        "Said that notes found on dead soldiers show they were expected to kill themselves rather than be captured.",
        source="found-notes",
    ),
    Q(
        "jones-attrition",
        "seth-jones",
        feb,
        "Estimated that as many as half of the North Koreans were killed or hurt in Russia’s way of fighting the war.",
        "war of attrition",
        "Yonhap",
        [("figure-share-lost", "share of the force lost")],
        "jones",
    ),
    Q(
        "jones-uncertain",
        "seth-jones",
        feb,
        "Cautioned that nobody can be sure of the numbers, his own included.",
        "hard to know exactly what reality is",
        "Yonhap",
        [("figure-killed", "soldiers killed")],
        "jones",
    ),
    Q(
        "prisoner-exercise",
        "prisoner",
        D("2025-01", "January 2025"),
        "Said that his commanders told him he was being sent to train.",
        "training exercise",
        "Volodymyr Zelenskyy",
        [("event-clip", "the clip")],
        "clip",
    ),
    Q(
        "kim-law",
        "kim-jong-gyu",
        D("2024", "late 2024"),
        "Said that any deployment would be in line with international law, without confirming one.",
        source="denials",
    ),
    Q(
        "military-more",
        "sk-military",
        D("2024", "late 2024"),
        "Said that the North was getting more soldiers ready to go.",
        about=[("figure-sent", "soldiers sent")],
        source="reinforcements",
    ),
]

QU = {q.id.removeprefix("quote-"): q for q in QUOTES}


def speakers():
    where.text = "Who said what"
    out = []
    for who in dict.fromkeys(q.who for q in QUOTES):
        p = PEOPLE[who]
        qs = [q for q in QUOTES if q.who == who]
        for q in qs:
            q.cites = cite_values(q.source)
        out.append(N(id=p.id, name=p.name, short=p.short, role=p.role, quotes=qs))
    return out


# ---- timeline ------------------------------------------------------------------------
def E(id_, title, when, start, end, by, text, source):
    return N(
        id=f"event-{id_}",
        title=title,
        when=when,
        start=start,
        end=end,
        by=PEOPLE[by],
        text=text,
        source=source,
    )


d = dt.date
EVENTS = [
    E(
        "pact",
        "Kim and Putin agree a defence pact",
        D("2024", "2024"),
        d(2024, 6, 1),
        d(2024, 12, 31),
        "guardian",
        "The two leaders present it as an answer to what they call Western hegemony. The source gives no date.",
        "pact",
    ),
    E(
        "kursk-offensive",
        "Ukraine enters Kursk",
        D("2024-08", "August 2024"),
        d(2024, 8, 1),
        d(2024, 8, 31),
        "guardian",
        "A surprise offensive takes Ukrainian forces onto Russian soil.",
        "factor",
    ),
    E(
        "arrival",
        "North Korean troops arrive",
        D("2024", "late 2024"),
        d(2024, 9, 1),
        d(2024, 12, 31),
        "guardian",
        "The first of an estimated 11,000 reach the Kursk region.",
        "deployment",
    ),
    E(
        "no-denial",
        "Putin does not deny it",
        D("2024-10", "October 2024"),
        d(2024, 10, 1),
        d(2024, 10, 31),
        "guardian",
        "Asked about North Korean soldiers in Russia, he does not say that there are none.",
        "denials",
    ),
    E(
        "clip",
        "Two prisoners appear in a clip",
        D("2025-01", "January 2025"),
        d(2025, 1, 1),
        d(2025, 1, 31),
        "zelenskyy",
        "Ukraine’s president publishes it. One prisoner says he expected to train.",
        "clip",
    ),
    E(
        "off-the-front",
        "Troops leave the front line",
        D("2025-01", "mid-January 2025"),
        d(2025, 1, 11),
        d(2025, 1, 20),
        "nis",
        "The reported withdrawal: not announced, and seen only by its effect.",
        "withdrawal",
    ),
    E(
        "unseen",
        "No sightings in battle",
        D("2025-01", "since mid-January 2025"),
        d(2025, 1, 11),
        None,
        "nis",
        "North Korean units have not been seen fighting for several weeks.",
        "withdrawal",
    ),
    E(
        "confirmed",
        "Seoul confirms the reports",
        D("2025-02", "early February 2025"),
        d(2025, 2, 1),
        d(2025, 2, 10),
        "nis",
        "The spy agency says publicly what media had reported.",
        "withdrawal",
    ),
    E(
        "report",
        "The report this page rests on",
        D("2025-02-07", "7 February 2025"),
        d(2025, 2, 7),
        d(2025, 2, 7),
        "guardian",
        "The Guardian publishes the agency’s account and Jones’s estimate.",
        "jones",
    ),
]

EV = {e.id.removeprefix("event-"): e for e in EVENTS}


def timeline():
    where.text = "Timeline"
    first, last = d(2024, 6, 1), d(2025, 3, 1)
    whole = (last - first).days

    def x(day):
        return round(100 * (day - first).days / whole, 2)

    ticks, day = [], first
    while day < last:
        ticks.append(
            N(
                x=x(day),
                label=day.strftime("%b %Y")
                if day.month == 1 or day == first
                else day.strftime("%b"),
            )
        )
        day = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    for i, e in enumerate(EVENTS):
        e.cites = cite_values(e.source)
        e.mark = "open" if e.end is None else "point" if e.start == e.end else "band"
        setattr(e, "from", x(e.start))
        until = x(e.end + dt.timedelta(days=1)) if e.end else 100
        e.span = round(max(until - x(e.start), 0.8), 2)
        e.y = round(2.6 + i * 1.9, 2)
        e.top, e.bottom = round(e.y - 0.55, 2), round(e.y + 0.55, 2)
        right = until if e.mark != "point" else x(e.start)
        if right <= 62:
            e.label_x, e.label_dx, e.label_anchor = right, 10, "start"
        elif x(e.start) >= 45:
            e.label_x, e.label_dx, e.label_anchor = x(e.start), -10, "end"
        else:
            e.label_x, e.label_dx, e.label_anchor = x(e.start), 8, "start"
    return N(
        events=EVENTS,
        ticks=ticks,
        now_label="the date this page reports",
        now=x(d(2025, 2, 7)),
        height=round(2.6 + len(EVENTS) * 1.9 - 0.9, 2),
        name="Nine events from June 2024 to February 2025 on a scale of months; the list below gives each of them",
    )


def main():
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    where.text = "In short"
    known, unknown, passages = story()
    embed_cites(FIG["killed"], passages)
    finish_figures()
    groups = speakers()
    line = timeline()
    for f in FIGURES:
        for c in f.claims:
            if c.who:
                c.who.links.append(N(id=c.id, text=f"{f.label}: {c.text}"))
    for q in QUOTES:
        PEOPLE[q.who].links.append(
            N(
                id=q.id,
                text=f"“{q.words}”"
                if q.words
                else q.said[:48].rsplit(" ", 1)[0] + " …",
            )
        )
    people = [p for p in PEOPLE.values()]

    def grouped(back):
        places = {}
        for c in back:
            places.setdefault(c.place, []).append(c.number)
        return [N(place=p, cites=c) for p, c in places.items()]

    notes = [
        N(number=i, text=text, back=grouped(BACK[i]))
        for i, (_, text) in enumerate(NOTES, 1)
    ]
    source = N(
        id="guardian-2025-02-07",
        title="Russia withdraws North Korean troops in Kursk after losses, Seoul says",
        author="Justin McCurry",
        publisher="The Guardian",
        published=D("2025-02-07", "7 February 2025"),
        url="",
        notes=notes,
    )
    words = len(
        re.sub(
            r"<[^>]+>", " ", str(Markup("").join(p.before + p.after for p in passages))
        ).split()
    )
    page = N(
        lead=FIG["killed"],
        title="Did North Korea pull its troops out of Kursk?",
        standfirst="Seoul says that the soldiers sent to fight for Russia left the front line in January after heavy losses. What is known, who says so, and where the numbers part.",
        as_of=D("2025-02-07", "7 February 2025"),
        updated=D("2025-02-08", "8 February 2025"),
        byline="the Factbox desk",
        minutes=max(1, round(words / 230)),
        known=known,
        unknown=unknown,
        passages=passages,
        contents=[
            N(id=i, text=t)
            for i, t in [
                ("what-happened", "What happened"),
                ("sent", "How many were sent, and why"),
                ("losses", "What it cost them"),
                ("told", "What the soldiers were told"),
                ("capitals", "What Moscow and Pyongyang say"),
            ]
        ],
        record=[
            N(id=i, text=t)
            for i, t in [
                ("figures", "Key figures"),
                ("quotes", "Who said what"),
                ("timeline", "Timeline"),
                ("people", "Who’s who"),
                ("sources", "Sources"),
            ]
        ],
    )
    html = env.get_template("page.html").render(
        site=N(
            title="Factbox",
            footer="Every fact on this page is attributed and sourced. A claim is somebody’s claim, not ours.",
        ),
        page=page,
        figures=FIGURES,
        speakers=groups,
        timeline=line,
        people=people,
        sources=[source],
    )
    html = re.sub(r"\n\s*\n+", "\n", html)
    (HERE / "index.html").write_text(html)
    names = [
        "tokens",
        "base",
        "layout",
        "blocks/figures",
        "blocks/quotes",
        "blocks/timeline",
        "blocks/people",
        "blocks/sources",
        "print",
    ]
    css = "".join((CSS / f"{n}.css").read_text() for n in names)
    (HERE / "style.css").write_text(css)
    import gzip

    print(
        "html",
        len(html),
        len(gzip.compress(html.encode())),
        "css",
        len(css),
        len(gzip.compress(css.encode())),
        "words",
        words,
    )


main()

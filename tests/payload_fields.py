"""A project in which every field that an author can fill is marked, to be filled.

A field stands on a line of its own, with what it holds where it does not hold a payload:
‹in YAML› and in catalogues, or «as it is» in Markdown and among the words of a phrase.
"""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import yaml
from PIL import Image

from factbox.reading.fields import keys_of
from factbox.reading.schemas import LISTS, MAPPINGS, OF_WORDS
from tests.small_site import TEMPLATES

FIELDS = {
    "content/site.yaml": """\
title: ‹City desk›
language: ‹en-GB›
publisher: ‹The Gazette›
description: ‹Explainers of the city desk›
address: ‹https://example.org/explainers/›
home: ‹bridge›
licence: ‹https://example.org/licence›
embeds: ‹true›
theme:
  way: ‹"#06565f"›
logo: ‹icon.svg›
navigation:
  - label: ‹About us›
    address: ‹https://example.org/about›
  - label: ‹The bridge›
    explainer: ‹bridge›
footer: ‹Write to the desk.›
publish:
  - ‹report.txt›
currency: ‹USD›
time_zone: ‹Europe/London›
hemisphere: ‹north›
""",
    "content/site.pt.yaml": """\
title: ‹Redação local›
publisher: ‹A Gazeta›
description: ‹Artigos da redação local›
footer: ‹Escreva para a redação.›
navigation:
  - ‹Quem somos›
  - ‹A ponte›
""",
    "content/people.yaml": """\
- id: council
  name: ‹City Council›
  short: ‹Council›
  role: ‹It governs›
  roles:
    - role: ‹Planned the bridge›
      since: ‹"2019"›
      until: ‹December 2024›
  kind: ‹organisation›
  portrait: ‹people/council.png›
- id: engineer
  name: ‹Ada Engineer›
  role: ‹Bridge engineer›
- id: ‹nobody›
  name: ‹Nobody›
""",
    "content/people.pt.yaml": """\
- id: council
  name: ‹Câmara Municipal›
  short: ‹Câmara›
  role: ‹Governa›
  roles:
    - ‹Planejou a ponte›
- id: ‹engineer›
  role: ‹Engenheira›
""",
    "seeds/minutes.yaml": """\
title: ‹Minutes of the council›
author: ‹The clerk›
publisher: ‹City Council›
published: ‹February 2025›
url: ‹https://council.example/minutes›
kind: ‹document›
language: ‹ko›
pages: ‹12–14›
accessed: ‹20 February 2025›
archived: ‹https://archive.example/minutes›
notes:
  cost: ‹The council puts the cost at about 300.›
quotes:
  - ‹nothing but rust›
""",
    "seeds/minutes.pt.yaml": """\
notes:
  cost: ‹A Câmara estima o custo em cerca de 300.›
""",
    "content/bridge/figures.yaml": """\
- id: cost
  label: ‹Cost of the repair›
  unit: ‹million›
  text: ‹What it costs.›
  headline: ‹council›
  estimates:
    - value: ‹about 300›
      by: ‹council›
      via: ‹engineer›
      as_of: ‹January 2025›
      status: ‹disputed›
      source: ‹minutes#cost›
      text: ‹So it said.›
    - value: about 200
      by: council
      as_of: December 2024
      source: minutes#cost
    - value: 310 to 400
      by: engineer
      source: minutes#cost
- id: ‹piers›
  label: ‹Piers›
  value: ‹3›
  by: ‹council›
  via: ‹engineer›
  as_of: ‹January 2025›
  status: ‹confirmed›
  source: ‹minutes#cost›
- id: double
  label: ‹Twice the cost›
  derived: ‹cost@council * 2›
  mixed: ‹false›
""",
    "content/bridge/figures.pt.yaml": """\
- id: ‹cost›
  label: ‹Custo do conserto›
  unit: ‹milhões›
  text: ‹O que custa.›
  estimates:
    - by: ‹council›
      text: ‹Disse isso.›
""",
    "content/bridge/quotes.yaml": """\
- id: rust
  who: ‹engineer›
  on: ‹3 February 2025›
  said: ‹Blamed the weather.›
  words: ‹녹밖에 없다›
  lang: ‹ko›
  translation: ‹nothing but rust›
  translator: ‹council›
  via: ‹council›
  about: ‹[cost]›
  image:
    file: ‹images/dam.png›
    alt: ‹Rust›
    caption: ‹The deck›
  recording:
    url: ‹https://radio.example/rust›
    kind: ‹audio›
    duration: ‹"2:31"›
    image:
      file: ‹images/dam.png›
      alt: ‹A microphone›
      caption: ‹The studio›
    transcript: ‹Nothing but rust.›
  source: ‹minutes#cost›
- id: ‹calm›
  who: engineer
  said: ‹Was calm.›
  source: minutes#cost
""",
    "content/bridge/quotes.pt.yaml": """\
- id: ‹rust›
  said: ‹Culpou o tempo.›
  translation: ‹nada além de ferrugem›
  translator: ‹council›
  image:
    alt: ‹Ferrugem›
    caption: ‹O tabuleiro›
  recording:
    transcript: ‹Só ferrugem.›
    image:
      alt: ‹Um microfone›
      caption: ‹O estúdio›
""",
    "content/bridge/timeline.yaml": """\
- id: closed
  when: ‹mid-January 2025›
  title: ‹The bridge is closed›
  text: ‹It was closed.›
  by: ‹council›
  via: ‹engineer›
  scheduled: ‹false›
  image:
    file: ‹images/dam.png›
    alt: ‹A fence›
    caption: ‹The fence›
  recording:
    url: ‹https://radio.example/closed›
    kind: ‹video›
    duration: ‹12 min›
    image:
      file: ‹images/dam.png›
      alt: ‹A camera›
      caption: ‹The set›
    transcript: ‹It is closed.›
  source: ‹minutes#cost›
- id: ‹opened›
  when: 2020
  title: ‹The bridge is opened›
  by: council
  source: minutes#cost
""",
    "content/bridge/timeline.pt.yaml": """\
- id: ‹closed›
  title: ‹A ponte é fechada›
  text: ‹Foi fechada.›
  image:
    alt: ‹Uma cerca›
    caption: ‹A cerca›
  recording:
    transcript: ‹Está fechada.›
    image:
      alt: ‹Uma câmera›
      caption: ‹O cenário›
""",
    "content/bridge/updates.yaml": """\
- id: ‹wrong›
  when: ‹2025-02-12›
  kind: ‹correction›
  what: ‹It was wrong.›
  about: ‹[cost]›
  corrects: ‹cost@council@2024-12›
- id: right
  when: 2025-02-13
  kind: update
  what: ‹It was right.›
""",
    "content/bridge/updates.pt.yaml": """\
- id: ‹right›
  what: ‹Estava certo.›
""",
    "content/bridge/article.md": """\
---
headline: ‹The closed bridge›
standfirst: ‹The bridge is closed.›
description: ‹A bridge.›
byline: ‹Bo Reporter›
dateline: ‹London›
as_of: ‹7 February 2025›
published: ‹8 February 2025›
weave: ‹[quotes]›
lead: ‹cost›
known:
  - ‹The repair costs a lot.›
unknown:
  - ‹Who pays.›
---

«A paragraph.»

## «A heading»

See [](figure:cost@council), [](event:closed) and [](quote:rust).

[«words»](https://example.org/)

[words](«https://example.org/»)

[words](<«https://example.org/»>)

[words](https://example.org/ "«a title»")

[words][there]

[there]: «https://example.org/»

<«https://example.org/»>

*«a»* **«b»**

- «An item.»

> «A quotation.»

| «Head» | b |
|---|---|
| «Cell» | b |

[«Council»](person:council)

[words](figure:«cost@council»)

![](figure:«cost»)

![«What it shows»](images/dam.png "a caption")

![what it shows](images/dam.png "«a caption»")

![what it shows](«images/dam.png»)

`«code»`

~~~
«code»
~~~

```«text»
code
```

A note[^1].

[^1]: «The note.»
""",
    "content/bridge/article.pt.md": """\
---
headline: ‹A ponte fechada›
standfirst: ‹A ponte está fechada.›
description: ‹Uma ponte.›
dateline: ‹Londres›
translator: ‹Ana Tradutora›
checked_by: ‹Rui Revisor›
draft: ‹false›
known:
  - ‹O conserto custa muito.›
unknown:
  - ‹Quem paga.›
---

«Um parágrafo.»

[«palavras»](https://example.org/)
""",
    "content/tunnel/article.md": """\
---
headline: The tunnel
standfirst: A tunnel is planned.
as_of: January 2025
published: January 2025
updated: ‹9 February 2025›
draft: ‹false›
publish_on: ‹8 February 2025›
---
""",
    "templates/languages/en-GB.po": """\
msgid ""
msgstr ""
"Language: en-GB\\n"

msgid "Key figures"
msgstr ‹"The numbers"›

msgid "Timeline"
msgstr ‹"What happened when"›
""",
    "templates/languages/pt.toml": """\
about = 'uns {} «ou assim»'
up_to = 'até {} «mais ou menos»'
""",
}
FIELD = re.compile("‹(.*?)›|«(.*?)»")

Field = tuple[str, int]
"""A field: the path of its file, and its line."""

EVERY: frozenset[Field] = frozenset(
    (path, number)
    for path, text in FIELDS.items()
    for number, line in enumerate(text.split("\n"), 1)
    if FIELD.search(line)
)


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return content.getvalue()


STILL = {
    **{path: text.encode() for path, text in TEMPLATES.items()},
    "assets/touch-icon.png": picture(),
    "assets/people/council.png": picture(),
    "assets/report.txt": b"A report.\n",
    "content/bridge/images/dam.png": picture(),
}
"""What else is in the project."""


def filled(texts: Mapping[Field, str]) -> dict[str, bytes]:
    """The project with these texts in its fields; in others is what is usual there."""

    def in_line(path: str, number: int, line: str) -> str:
        def fill(field: re.Match[str]) -> str:
            text = texts.get((path, number))
            if text is None:
                return field[1] or field[2]
            return text if field[2] else json.dumps(text, ensure_ascii=False)

        return FIELD.sub(fill, line)

    return STILL | {
        path: "\n".join(
            in_line(path, number, line)
            for number, line in enumerate(text.split("\n"), 1)
        ).encode()
        for path, text in FIELDS.items()
    }


# ------------------------------------------------------------------------ which there are


def known() -> Iterator[str]:
    """Every key that an author can write, with the way to it: "figures.estimates.by"."""
    for document, entry in {**MAPPINGS, **LISTS}.items():
        yield from _keys(entry, document)


def _keys(entry: type[Any], way: str) -> Iterator[str]:
    for name, field in keys_of(entry).items():
        if field.entry:
            yield from _keys(field.entry, f"{way}.{name}")
        else:
            yield f"{way}.{name}"


def marked() -> Iterator[str]:
    """Every key of the project that holds a field, with the way to it."""
    for path, text in FIELDS.items():
        if path.endswith((".yaml", ".md")):
            front = text.split("---\n")[1] if path.endswith(".md") else text
            yield from _marked(yaml.load(front, yaml.BaseLoader), _document(path))


def _document(path: str) -> str:
    """The document that a file is: "figures", or "figures-words" of a translation."""
    name, *tags, _ = path.rpartition("/")[2].split(".")
    name = "source" if path.startswith("seeds/") else name
    return name + (OF_WORDS if tags else "")


def _marked(value: Any, way: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _marked(inner, f"{way}.{key}")
            # The ids of notes and the names of tokens are no keys of a schema.
            yield from (way for _ in _marked(inner, ""))
    elif isinstance(value, list):
        for inner in value:
            yield from _marked(inner, way)
    elif "‹" in value:
        yield way

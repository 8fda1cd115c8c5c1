"""The small microsite in Portuguese, too: one of its two explainers is translated."""

from collections.abc import Mapping

from tests.small_site import small_project

ARTICLE = "content/bridge/article.pt.md"
FIGURES = "content/bridge/figures.pt.yaml"
QUOTES = "content/bridge/quotes.pt.yaml"
TIMELINE = "content/bridge/timeline.pt.yaml"
UPDATES = "content/bridge/updates.pt.yaml"
PEOPLE = "content/people.pt.yaml"
SITE = "content/site.pt.yaml"
MINUTES = "seeds/minutes.pt.yaml"

WORDS = {
    ARTICLE: """\
---
headline: A ponte fechada
standfirst: A [ponte](event:closed) está fechada.
known:
  - O conserto custa [](figure:cost@council) milhões.[](source:minutes#cost)
---

## O que aconteceu

Veja [](explainer:tunnel).[](source:minutes)

A ponte está fechada desde [meados de janeiro](event:closed). Foi fechada depois de
[](event:found).[](source:minutes#closing)

![](quote:rust)

## Quanto custa

A Câmara espera pagar [cerca de 300](figure:cost@council) milhões, e a engenheira fala de
[](figure:cost@engineer).[](source:minutes#cost)
""",
    FIGURES: """\
- id: cost
  label: Custo do conserto
  unit: milhões
- id: share
  label: Parte do orçamento
""",
    QUOTES: """\
- id: rust
  said: Culpou o tempo por [](figure:cost@council).
  translation: nada além de ferrugem
- id: safe
  said: Disse que a ponte é segura.
""",
    TIMELINE: """\
- id: closed
  title: A ponte é fechada
  text: Era [](quote:rust).
- id: found
  title: Encontra-se ferrugem
""",
    UPDATES: """\
- id: cost-rises
  what: A engenheira fala agora de [](figure:cost@engineer).
""",
    PEOPLE: """\
- id: council
  name: Câmara Municipal
- id: engineer
  role: Engenheira de pontes
""",
    SITE: """\
title: Redação local
description: Artigos da redação local
""",
    MINUTES: """\
notes:
  cost: A Câmara estima o custo em cerca de 300.
  closing: Diz quem fechou a ponte.
""",
}


def translated_project(
    changes: Mapping[str, str | None] | None = None,
) -> dict[str, bytes]:
    """The files of the small microsite and its translation, some of them changed.

    A file whose text is None is not there.
    """
    return small_project({**WORDS, **(changes or {})})

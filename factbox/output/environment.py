"""Jinja's environment: how templates speak a language, and how they call macros.

Slow to import, and not needed where every page was printed before.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.runtime import Context, Macro
from markupsafe import escape

from factbox.languages.language import Language
from factbox.output.filters import OF_THE_PAGE, say

_FUNCTIONS = (FunctionType, MethodType)


class QuickContext(Context):
    """The names of a template, and how it calls what they stand for.

    Jinja asks each callable anew, in several ways, what it wants to be given. Of the
    1,600 calls of a page half are of macros, which all want the same, and most others
    of functions that want nothing.
    """

    def call(self, callable: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        sort = type(callable)
        if sort is Macro:
            args = (self.eval_ctx, *args)
        elif sort not in _FUNCTIONS or hasattr(callable, "jinja_pass_arg"):
            return super().call(callable, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return callable(*args, **kwargs)


def _escaped(say: Callable[..., str]) -> Callable[..., str]:
    """The words of a catalogue as text: Jinja would take them for HTML.

    A message that nothing translates stays what the template says.
    """

    def said(*given: Any) -> str:
        words = say(*given)
        return words if words in given else escape(words)

    return said


def environment_of(
    language: Language,
    templates: Mapping[str, str],
    bytecode: BytecodeCache | None = None,
) -> Environment:
    """The templates, texts by their names, as they speak a language.

    `bytecode` keeps what they are compiled to.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        text = templates.get(name)
        return None if text is None else (text, f"templates/{name}", None)

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode,
        extensions=["jinja2.ext.i18n"],
    )
    environment.context_class = QuickContext
    words = language.catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _escaped(words.gettext),
        _escaped(words.ngettext),
        newstyle=True,
        pgettext=_escaped(words.pgettext),
        npgettext=_escaped(words.npgettext),
    )
    environment.filters["say"] = say
    for name, filter in OF_THE_PAGE.items():
        environment.filters[name] = partial(filter, language=language)
    return environment

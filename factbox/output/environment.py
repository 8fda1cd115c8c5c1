"""Jinja's environment: how templates speak a language, and how they call macros.

Slow to import, and not needed where every page was printed before.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from factbox.languages.language import Language
from factbox.output.filters import OF_THE_PAGE, say

try:
    from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]
except ImportError:  # It is not documented; what is does the same, only later.
    escape_text = escape

_FUNCTIONS = (FunctionType, MethodType)


class QuickGenerator(CodeGenerator):
    """The Python of a template, which asks of a value in place what most of them are.

    Jinja calls a function for each attribute, and one for each value that is printed,
    of which a page has thousands. Nearly every attribute is there, and what is printed
    is HTML already or a text; of all others, Jinja's functions are asked.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(_is if (_is := getattr((_of := ")
        self.visit(node.node, frame)
        name = repr(node.attr)
        self.write(f"), {name}, missing)) is not missing")
        self.write(f" else environment.getattr(_of, {name}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame, finalize):
            self.write("(_is if (_is := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame, finalize):
            self.write(
                ")).__class__ is Markup else environment.escape_text(_is)"
                " if _is.__class__ is str else escape(_is))"
            )
        else:
            super()._output_child_post(node, frame, finalize)


def _is_plain(frame: Frame, finalize: Any) -> bool:
    """Whether what is printed is escaped, as it is wherever nobody says otherwise."""
    context = frame.eval_ctx
    return bool(context.autoescape and not context.volatile and finalize.src is None)


class QuickEnvironment(Environment):
    """Jinja's environment with that generator."""

    code_generator_class = QuickGenerator
    escape_text = staticmethod(escape_text)


class QuickContext(Context):
    """The names of a template, and how it calls what they stand for.

    Jinja asks each callable anew, in several ways, what it wants to be given. Of the
    1,600 calls of a page half are of macros, which all want the same, and most others
    of functions that want nothing.
    """

    def call(self, callable: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        sort = type(callable)
        is_macro = sort is Macro
        if not is_macro and (
            sort not in _FUNCTIONS or hasattr(callable, "jinja_pass_arg")
        ):
            return super().call(callable, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        if is_macro:
            return self._expand(callable, args, kwargs)
        return callable(*args, **kwargs)

    def _expand(self, macro: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The HTML of a macro: given by position, what is not given is missing."""
        left = len(macro.arguments) - len(args)
        if (
            kwargs
            or left < 0
            or macro.caller
            or macro.catch_kwargs
            or macro.catch_varargs
            or not self.eval_ctx.autoescape
        ):
            return macro(self.eval_ctx, *args, **kwargs)
        return Markup(macro._func(*args, *(missing,) * left))


def _escaped(say: Callable[..., str]) -> Callable[..., str]:
    """The words of a catalogue as text: Jinja would take them for HTML.

    A message that nothing translates stays what the template says.
    """

    def said(*given: Any) -> str:
        words = say(*given)
        return words if words in given else escape(words)

    return said


def _told_once(say: Callable[..., str]) -> Callable[..., Markup]:
    """The messages of a catalogue, each looked up and escaped once."""
    known: dict[str, Markup] = {}
    whole: dict[str, Markup] = {}

    def said(message: str, **values: Any) -> Markup:
        if values:
            if message not in known:
                known[message] = Markup(say(message))
            return known[message] % values
        if message not in whole:
            # A sign of per cent is written twice in a message.
            whole[message] = Markup(say(message)) % {}
        return whole[message]

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

    environment = QuickEnvironment(
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
    gettext = _told_once(_escaped(words.gettext))
    environment.globals |= {"gettext": gettext, "_": gettext}
    environment.filters["say"] = say
    for name, filter in OF_THE_PAGE.items():
        environment.filters[name] = partial(filter, language=language)
    return environment

"""Words of templates, translated when a template is compiled and not each time it is filled in.

An environment is made for one language, so what `{% trans %}` says there never changes. Only words
that depend on a number are looked up when they are written: which plural it is is known then.
"""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension

from tilaus_adapters.languages import Language


class Translated(InternationalizationExtension):
    """The block `trans`, in the language that `speak` gave to the environment."""

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        if plural_expr is not None:
            found = singular, plural, context, variables, plural_expr
            return super()._make_node(*found, vars_referenced, num_called_num)
        language: Language = self.environment.globals["language"]  # type: ignore[assignment]
        words = language.pgettext(context or "", singular)
        if not variables:
            return nodes.Output([nodes.TemplateData(words % {})])
        pairs = [nodes.Pair(nodes.Const(name), value) for name, value in variables.items()]
        said = nodes.MarkSafeIfAutoescape(nodes.Const(words))
        return nodes.Output([nodes.Mod(said, nodes.Dict(pairs))])


def speak(environment: Environment, language: Language) -> None:
    """Let the templates of an environment speak a language."""
    environment.globals["language"] = language
    environment.add_extension(Translated)
    environment.policies["ext.i18n.trimmed"] = True
    names = ("gettext", "ngettext", "pgettext", "npgettext")
    words: dict[str, Any] = {name: getattr(language, name) for name in names}
    environment.install_gettext_callables(**words, newstyle=True)  # type: ignore[attr-defined]

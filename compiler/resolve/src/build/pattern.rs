//! Patterns of `match`.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use taipan_hir as hir;
use taipan_hir::{Const, PatternKind};

use super::{Builder, span};

impl Builder<'_, '_> {
    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> hir::Pattern {
        let at = span(pattern.range());
        let kind = match pattern {
            ast::Pattern::MatchValue(node) => {
                let value = self.expr(&node.value);
                if node.value.is_attribute_expr() {
                    PatternKind::Value(value)
                } else {
                    PatternKind::Literal(value)
                }
            }
            ast::Pattern::MatchSingleton(node) => PatternKind::Singleton(match node.value {
                ast::Singleton::None => Const::None,
                ast::Singleton::True => Const::Bool(true),
                ast::Singleton::False => Const::Bool(false),
            }),
            ast::Pattern::MatchSequence(node) => {
                let star = node.patterns.iter().position(|item| item.is_match_star());
                PatternKind::Sequence {
                    items: self.patterns(&node.patterns),
                    star,
                }
            }
            ast::Pattern::MatchMapping(node) => {
                let mut items = Vec::with_capacity(node.keys.len());
                for (key, value) in node.keys.iter().zip(&node.patterns) {
                    let key = self.expr(key);
                    items.push((key, self.pattern(value)));
                }
                PatternKind::Mapping {
                    items,
                    rest: node.rest.as_ref().map(|name| self.name(name)),
                }
            }
            ast::Pattern::MatchClass(node) => {
                let class = self.expr(&node.cls);
                let positional = self.patterns(&node.arguments.patterns);
                let mut keywords = Vec::with_capacity(node.arguments.keywords.len());
                for keyword in &node.arguments.keywords {
                    let name = self.intern(&keyword.attr);
                    keywords.push((name, self.pattern(&keyword.pattern)));
                }
                PatternKind::Class {
                    class,
                    positional,
                    keywords,
                }
            }
            ast::Pattern::MatchStar(node) => self.capture(node.name.as_ref()),
            ast::Pattern::MatchAs(node) => match (&node.pattern, &node.name) {
                (Some(inner), Some(name)) => {
                    let inner = Box::new(self.pattern(inner));
                    PatternKind::As(inner, self.name(name))
                }
                (_, name) => self.capture(name.as_ref()),
            },
            ast::Pattern::MatchOr(node) => PatternKind::Or(self.patterns(&node.patterns)),
        };
        hir::Pattern { kind, span: at }
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Vec<hir::Pattern> {
        patterns
            .iter()
            .map(|pattern| self.pattern(pattern))
            .collect()
    }

    fn capture(&mut self, name: Option<&ast::Identifier>) -> PatternKind {
        match name {
            Some(name) => PatternKind::Capture(self.name(name)),
            None => PatternKind::Wildcard,
        }
    }
}

//! What is outside the subset: an error in the user's own program; elsewhere a warning, and code that stops the program with
//! the diagnostic if it is ever executed.

use ruff_python_ast as ast;
use taipan_diagnostics::codes;
use taipan_hir as hir;
use taipan_hir::{Const, ExprKind, NameRef, Span, StmtKind};

use super::{Builder, range, span};
use crate::loader::Origin;
use crate::scope::Binding;

impl Builder<'_, '_> {
    pub(super) fn unsupported(
        &mut self,
        at: Span,
        message: &str,
        label: &str,
        help: &str,
    ) -> ExprKind {
        let code = match self.origin {
            Origin::Program => &codes::UNSUPPORTED,
            Origin::SitePackages | Origin::Stdlib => &codes::UNSUPPORTED_ELSEWHERE,
        };
        // Annotations are evaluated only if somebody asks, `if TYPE_CHECKING:` never is, and what our own library lacks is
        // not the user's to read about before it happens.
        if self.origin != Origin::Stdlib && self.annotation_depth == 0 && self.unexecuted_depth == 0
        {
            let mut diagnostic = code.at(self.file, range(at)).message(message).label(label);
            if !help.is_empty() {
                diagnostic = diagnostic.help(help);
            }
            self.world.diagnostics.push(diagnostic);
        }
        ExprKind::Unsupported {
            code: code.id,
            message: message.into(),
        }
    }

    pub(super) fn unsupported_syntax(&mut self, at: Span, what: &str) -> ExprKind {
        let message = format!("{what} are not supported");
        self.unsupported(at, &message, "not supported", "")
    }

    /// The body of an `async def`.
    pub(super) fn refused_async(&mut self, def: &ast::StmtFunctionDef) -> hir::Stmt {
        let at = span(def.name.range);
        let kind = self.unsupported_syntax(at, "asynchronous functions");
        hir::Stmt {
            kind: StmtKind::Expr(self.expr_at(kind, at)),
            span: at,
        }
    }

    /// Does some code of this module bind `name` as a global?
    pub(super) fn is_user_global(&self, name: &str) -> bool {
        self.tree.bound_globals.contains(name)
    }

    /// A builtin that the subset leaves out, read by its name.
    pub(super) fn refused_builtin(&mut self, name: &str, at: Span) -> Option<ExprKind> {
        if self.is_user_global(name) {
            return None;
        }
        if is_refused_type(name) {
            let message = format!("'{name}' is not supported");
            return Some(self.unsupported(at, &message, "type outside the subset", ""));
        }
        let help = match name {
            "eval" => {
                "for literals, 'json.loads' or 'int' and 'float' read text without running it"
            }
            "exec" | "compile" => "put the code into a module and import it",
            _ => return None,
        };
        let message = format!("'{name}' runs code that is not known when compiling");
        Some(self.unsupported(at, &message, "needs an interpreter at run time", help))
    }

    /// Is `func` the builtin `isinstance` or `issubclass`?
    pub(super) fn is_class_test(&self, func: &hir::Expr) -> bool {
        match &func.kind {
            ExprKind::Name(NameRef::Global(name)) => {
                matches!(&**name, "isinstance" | "issubclass") && !self.is_user_global(name)
            }
            _ => false,
        }
    }

    /// The second operand of `isinstance`. Types that cannot have instances are left out of it: nothing can be one.
    pub(super) fn class_test_operand(&mut self, operand: &ast::Expr) -> hir::Expr {
        let at = span(ruff_text_size::Ranged::range(operand));
        match operand {
            _ if self.is_refused_class(operand) => {
                self.expr_at(ExprKind::Const(Const::Tuple(Vec::new())), at)
            }
            ast::Expr::Tuple(tuple)
                if tuple.elts.iter().any(|item| self.is_refused_class(item)) =>
            {
                let items = tuple
                    .elts
                    .iter()
                    .filter(|item| !self.is_refused_class(item))
                    .collect::<Vec<_>>();
                let items = items.into_iter().map(|item| match item {
                    ast::Expr::Starred(star) => hir::Element {
                        is_star: true,
                        value: self.expr(&star.value),
                    },
                    _ => hir::Element {
                        is_star: false,
                        value: self.class_test_operand(item),
                    },
                });
                let items = items.collect();
                self.expr_at(ExprKind::Tuple(items), at)
            }
            ast::Expr::BinOp(node)
                if node.op == ast::Operator::BitOr && self.is_refused_class(&node.left) =>
            {
                self.class_test_operand(&node.right)
            }
            ast::Expr::BinOp(node)
                if node.op == ast::Operator::BitOr && self.is_refused_class(&node.right) =>
            {
                self.class_test_operand(&node.left)
            }
            _ => self.expr(operand),
        }
    }

    fn is_refused_class(&self, operand: &ast::Expr) -> bool {
        let ast::Expr::Name(name) = operand else {
            return false;
        };
        is_refused_type(&name.id)
            && !self.is_user_global(&name.id)
            && self.tree.resolve(self.scope, &name.id) == Binding::Global
    }
}

fn is_refused_type(name: &str) -> bool {
    matches!(name, "bytearray" | "memoryview" | "complex")
}

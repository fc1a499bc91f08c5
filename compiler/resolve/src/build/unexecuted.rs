//! Branches that are never executed and say so: `if TYPE_CHECKING:`, other Python versions, other systems.
//!
//! They are compiled, but their imports draw nothing into the program and what they use is not refused.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;

/// The version whose semantics programs get.
const VERSION: [i64; 2] = [3, 14];

/// The truth of a test that cannot come out otherwise.
pub fn static_truth(test: &Expr) -> Option<bool> {
    match test {
        Expr::Name(name) => (name.id.as_str() == "TYPE_CHECKING").then_some(false),
        Expr::Attribute(attribute) => (attribute.attr.as_str() == "TYPE_CHECKING").then_some(false),
        Expr::BooleanLiteral(literal) => Some(literal.value),
        Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => {
            static_truth(&node.operand).map(|truth| !truth)
        }
        Expr::BoolOp(node) => {
            let decides = node.op == ast::BoolOp::Or;
            let truths: Vec<Option<bool>> = node.values.iter().map(static_truth).collect();
            if truths.contains(&Some(decides)) {
                return Some(decides);
            }
            truths.iter().all(Option::is_some).then_some(!decides)
        }
        Expr::Compare(node) => match (&*node.ops, &*node.comparators) {
            ([op], [right]) => compare(&node.left, *op, right),
            _ => None,
        },
        Expr::Call(node) => match (&*node.func, &*node.arguments.args) {
            (Expr::Attribute(method), [Expr::StringLiteral(prefix)])
                if method.attr.as_str() == "startswith"
                    && is_attribute(&method.value, "sys", "platform") =>
            {
                is_foreign_system(prefix.value.to_str()).then_some(false)
            }
            _ => None,
        },
        _ => None,
    }
}

fn compare(left: &Expr, op: ast::CmpOp, right: &Expr) -> Option<bool> {
    if let Expr::StringLiteral(system) = right
        && (is_attribute(left, "sys", "platform") || is_attribute(left, "os", "name"))
    {
        return match op {
            ast::CmpOp::Eq => is_foreign_system(system.value.to_str()).then_some(false),
            ast::CmpOp::NotEq => is_foreign_system(system.value.to_str()).then_some(true),
            _ => None,
        };
    }
    let (mine, theirs) = match left {
        Expr::Subscript(node) if is_attribute(&node.value, "sys", "version_info") => {
            let index = small_int(&node.slice)?;
            (
                vec![*VERSION.get(usize::try_from(index).ok()?)?],
                vec![small_int(right)?],
            )
        }
        _ if is_attribute(left, "sys", "version_info") => {
            let theirs = right
                .as_tuple_expr()?
                .elts
                .iter()
                .map(small_int)
                .collect::<Option<Vec<i64>>>()?;
            // The actual tuple goes on, so a shorter one that is equal so far is less.
            let mut mine = VERSION.to_vec();
            mine.push(i64::MAX);
            (mine, theirs)
        }
        _ => return None,
    };
    if theirs.len() > VERSION.len() {
        return None;
    }
    match op {
        ast::CmpOp::Lt => Some(mine < theirs),
        ast::CmpOp::LtE => Some(mine <= theirs),
        ast::CmpOp::Gt => Some(mine > theirs),
        ast::CmpOp::GtE => Some(mine >= theirs),
        ast::CmpOp::Eq => Some(mine == theirs),
        ast::CmpOp::NotEq => Some(mine != theirs),
        ast::CmpOp::Is | ast::CmpOp::IsNot | ast::CmpOp::In | ast::CmpOp::NotIn => None,
    }
}

fn is_attribute(expr: &Expr, object: &str, name: &str) -> bool {
    expr.as_attribute_expr().is_some_and(|attribute| {
        attribute.attr.as_str() == name
            && attribute
                .value
                .as_name_expr()
                .is_some_and(|value| value.id.as_str() == object)
    })
}

fn small_int(expr: &Expr) -> Option<i64> {
    match &expr.as_number_literal_expr()?.value {
        ast::Number::Int(int) => int.as_i64(),
        ast::Number::Float(_) | ast::Number::Complex { .. } => None,
    }
}

/// Systems that there is no target for.
fn is_foreign_system(name: &str) -> bool {
    matches!(
        name,
        "win32" | "win" | "cygwin" | "nt" | "java" | "ce" | "os2" | "wasi" | "emscripten"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(test: &str) -> Option<bool> {
        let mut diagnostics = taipan_diagnostics::Diagnostics::new();
        let mut sources = taipan_diagnostics::SourceMap::new();
        let parsed =
            taipan_syntax::parse_module(&mut sources, &mut diagnostics, "t.py", test.as_bytes())
                .expect("valid");
        let stmt = parsed.ast.body.into_iter().next().expect("one statement");
        static_truth(&stmt.expr_stmt().expect("an expression").value)
    }

    #[test]
    fn versions_and_systems_are_known() {
        assert_eq!(truth("sys.version_info >= (3, 8)"), Some(true));
        assert_eq!(truth("sys.version_info >= (3, 14)"), Some(true));
        assert_eq!(truth("sys.version_info > (3, 14)"), Some(true));
        assert_eq!(truth("sys.version_info < (3, 14, 1)"), None);
        assert_eq!(truth("sys.version_info[0] == 2"), Some(false));
        assert_eq!(truth("sys.version_info[:2] == (3, 9)"), None);
        assert_eq!(truth("not typing.TYPE_CHECKING"), Some(true));
        assert_eq!(truth("sys.platform == 'win32' and x"), Some(false));
        assert_eq!(truth("sys.platform == 'linux'"), None);
        assert_eq!(truth("os.name != 'nt'"), Some(true));
        assert_eq!(truth("sys.platform.startswith('win')"), Some(false));
    }
}

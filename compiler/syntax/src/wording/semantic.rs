//! Words for the errors beyond the grammar, and the phase of CPython that finds each.

use crate::semantic::Phase;
use ruff_python_ast::IrrefutablePatternKind;
use ruff_python_parser::semantic_errors::{
    AwaitOutsideAsyncFunctionKind, InvalidExpressionKind, InvalidExpressionPosition,
    SemanticSyntaxError, SemanticSyntaxErrorKind as Kind, WriteToDebugKind,
    YieldOutsideFunctionKind,
};
use taipan_diagnostics::{Diagnostic, FileId, codes};

pub(crate) fn semantic_error(
    file: FileId,
    text: &str,
    error: &SemanticSyntaxError,
) -> (Phase, Diagnostic) {
    let source = &text[error.range];
    let (phase, message) = match &error.kind {
        Kind::LateFutureImport => (
            Phase::Future,
            "from __future__ imports must occur at the beginning of the file".to_owned(),
        ),
        Kind::FutureFeatureNotDefined(name) if name == "braces" => {
            (Phase::Future, "not a chance".to_owned())
        }
        Kind::FutureFeatureNotDefined(name) => (
            Phase::Future,
            format!("future feature {name} is not defined"),
        ),
        Kind::NamedExpressionInComprehensionIterable => (
            Phase::SymbolTable,
            "assignment expression cannot be used in a comprehension iterable expression"
                .to_owned(),
        ),
        Kind::NamedExpressionInClassBodyComprehension => (
            Phase::SymbolTable,
            "assignment expression within a comprehension cannot be used in a class body"
                .to_owned(),
        ),
        Kind::ReboundComprehensionVariable => {
            let name = source.split(":=").next().unwrap_or(source).trim();
            (
                Phase::SymbolTable,
                format!(
                    "assignment expression cannot rebind comprehension iteration variable '{name}'"
                ),
            )
        }
        Kind::DuplicateTypeParameter => {
            let name = source
                .trim_start_matches('*')
                .split([':', '='])
                .next()
                .unwrap_or(source)
                .trim();
            (
                Phase::SymbolTable,
                format!("duplicate type parameter '{name}'"),
            )
        }
        Kind::TypeParameterDefaultOrder(name) => (
            Phase::Compiler,
            format!("non-default type parameter '{name}' follows default type parameter"),
        ),
        Kind::MultipleCaseAssignment(name) => (
            Phase::Compiler,
            format!("multiple assignments to name '{name}' in pattern"),
        ),
        Kind::MultipleStarredNamesInSequencePattern => (
            Phase::Compiler,
            "multiple starred names in sequence pattern".to_owned(),
        ),
        Kind::IrrefutableCasePattern(IrrefutablePatternKind::Name(name)) => (
            Phase::Compiler,
            format!("name capture '{name}' makes remaining patterns unreachable"),
        ),
        Kind::IrrefutableCasePattern(IrrefutablePatternKind::Wildcard) => (
            Phase::Compiler,
            "wildcard makes remaining patterns unreachable".to_owned(),
        ),
        Kind::SingleStarredAssignment => (
            Phase::Compiler,
            "starred assignment target must be in a list or tuple".to_owned(),
        ),
        Kind::WriteToDebug(WriteToDebugKind::Store) => {
            (Phase::Compiler, "cannot assign to __debug__".to_owned())
        }
        Kind::WriteToDebug(WriteToDebugKind::Delete(_)) => {
            (Phase::Compiler, "cannot delete __debug__".to_owned())
        }
        Kind::InvalidExpression(kind, position) => {
            let kind = match kind {
                InvalidExpressionKind::Yield => "yield expression",
                InvalidExpressionKind::NamedExpr => "named expression",
                InvalidExpressionKind::Await => "await expression",
            };
            let position = match position {
                InvalidExpressionPosition::TypeVarBound => "a TypeVar bound",
                InvalidExpressionPosition::TypeVarDefault => "a TypeVar default",
                InvalidExpressionPosition::TypeVarTupleDefault => "a TypeVarTuple default",
                InvalidExpressionPosition::ParamSpecDefault => "a ParamSpec default",
                InvalidExpressionPosition::TypeAnnotation => "an annotation",
                InvalidExpressionPosition::GenericDefinition => "the definition of a generic",
                InvalidExpressionPosition::TypeAlias => "a type alias",
            };
            (
                Phase::SymbolTable,
                format!("{kind} cannot be used within {position}"),
            )
        }
        Kind::DuplicateMatchKey(key) => {
            let plain = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
            let shown = match plain {
                Some(plain) if !plain.contains(['"', '\'', '\\']) => format!("'{plain}'"),
                _ => key.clone(),
            };
            (
                Phase::Compiler,
                format!("mapping pattern checks duplicate key ({shown})"),
            )
        }
        Kind::DuplicateMatchClassAttribute(name) => (
            Phase::Compiler,
            format!("attribute name repeated in class pattern: {name}"),
        ),
        // The walk finds these itself.
        Kind::LoadBeforeGlobalDeclaration { name, .. } => (
            Phase::SymbolTable,
            format!("name '{name}' is used prior to global declaration"),
        ),
        Kind::LoadBeforeNonlocalDeclaration { name, .. } => (
            Phase::SymbolTable,
            format!("name '{name}' is used prior to nonlocal declaration"),
        ),
        Kind::InvalidStarExpression
            if text[..error.range.start().to_usize()]
                .trim_end()
                .ends_with("for") =>
        {
            (
                Phase::Compiler,
                "starred assignment target must be in a list or tuple".to_owned(),
            )
        }
        Kind::InvalidStarExpression => (
            Phase::Compiler,
            "can't use starred expression here".to_owned(),
        ),
        Kind::AsyncComprehensionInSyncComprehension(_) => (
            Phase::Compiler,
            "asynchronous comprehension outside of an asynchronous function".to_owned(),
        ),
        Kind::YieldOutsideFunction(kind) => match kind {
            YieldOutsideFunctionKind::Yield => {
                (Phase::Compiler, "'yield' outside function".to_owned())
            }
            YieldOutsideFunctionKind::YieldFrom => {
                (Phase::Compiler, "'yield from' outside function".to_owned())
            }
            YieldOutsideFunctionKind::Await => {
                (Phase::Compiler, "'await' outside function".to_owned())
            }
        },
        Kind::ReturnOutsideFunction => (Phase::Compiler, "'return' outside function".to_owned()),
        Kind::AwaitOutsideAsyncFunction(kind) => {
            let message = match kind {
                AwaitOutsideAsyncFunctionKind::Await => "'await' outside async function",
                AwaitOutsideAsyncFunctionKind::AsyncFor => "'async for' outside async function",
                AwaitOutsideAsyncFunctionKind::AsyncWith => "'async with' outside async function",
                AwaitOutsideAsyncFunctionKind::AsyncComprehension => {
                    "asynchronous comprehension outside of an asynchronous function"
                }
            };
            (Phase::Compiler, message.to_owned())
        }
        Kind::DuplicateParameter(name) => (
            Phase::SymbolTable,
            format!("duplicate argument '{name}' in function definition"),
        ),
        Kind::DuplicateKeywordArgument(name) => (
            Phase::Compiler,
            format!("keyword argument repeated: {name}"),
        ),
        Kind::NonlocalDeclarationAtModuleLevel => (
            Phase::SymbolTable,
            "nonlocal declaration not allowed at module level".to_owned(),
        ),
        Kind::NonlocalAndGlobal(name) => (
            Phase::Analysis,
            format!("name '{name}' is nonlocal and global"),
        ),
        Kind::AnnotatedGlobal(name) => (
            Phase::SymbolTable,
            format!("annotated name '{name}' can't be global"),
        ),
        Kind::AnnotatedNonlocal(name) => (
            Phase::SymbolTable,
            format!("annotated name '{name}' can't be nonlocal"),
        ),
        Kind::YieldFromInAsyncFunction => (
            Phase::Compiler,
            "'yield from' inside async function".to_owned(),
        ),
        Kind::NonModuleImportStar(_) => (
            Phase::SymbolTable,
            "import * only allowed at module level".to_owned(),
        ),
        Kind::MultipleStarredExpressions => (
            Phase::Compiler,
            "multiple starred expressions in assignment".to_owned(),
        ),
        Kind::BreakOutsideLoop => (Phase::Compiler, "'break' outside loop".to_owned()),
        Kind::ContinueOutsideLoop => (
            Phase::Compiler,
            "'continue' not properly in loop".to_owned(),
        ),
        Kind::GlobalParameter(name) => (
            Phase::SymbolTable,
            format!("name '{name}' is parameter and global"),
        ),
        Kind::NonlocalParameter(name) => (
            Phase::SymbolTable,
            format!("name '{name}' is parameter and nonlocal"),
        ),
        Kind::DifferentMatchPatternBindings => (
            Phase::Compiler,
            "alternative patterns bind different names".to_owned(),
        ),
        Kind::NonlocalWithoutBinding(name) => (
            Phase::Analysis,
            format!("no binding for nonlocal '{name}' found"),
        ),
        Kind::ReturnInGenerator => (
            Phase::SymbolTable,
            "'return' with value in async generator".to_owned(),
        ),
        // Lazy imports are of a later Python; the parser has refused the statement before.
        Kind::LazyImportNotAllowed { .. } | Kind::LazyImportStar | Kind::LazyFutureImport => {
            (Phase::Parser, "invalid syntax".to_owned())
        }
    };
    (
        phase,
        codes::SYNTAX_ERROR.at(file, error.range).message(message),
    )
}

//! The built-in classes with fixed ids. Ids from [`FIRST_USER_CLASS`] on belong to the program's classes.

macro_rules! classes {
    ($($name:ident = $python:literal : $base:ident;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        #[repr(u32)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        pub enum ClassId { $($name),* }
        /// (id, Python name, base) in order of id; a base precedes its subclasses.
        pub const CLASSES: &[(ClassId, &str, ClassId)] = &[$((ClassId::$name, $python, ClassId::$base)),*];
    };
}

classes! {
    OBJECT = "object": OBJECT;
    TYPE = "type": OBJECT;
    NONE_TYPE = "NoneType": OBJECT;
    NOT_IMPLEMENTED_TYPE = "NotImplementedType": OBJECT;
    ELLIPSIS_TYPE = "ellipsis": OBJECT;
    INT = "int": OBJECT;
    BOOL = "bool": INT;
    FLOAT = "float": OBJECT;
    STR = "str": OBJECT;
    BYTES = "bytes": OBJECT;
    LIST = "list": OBJECT;
    TUPLE = "tuple": OBJECT;
    DICT = "dict": OBJECT;
    SET = "set": OBJECT;
    FROZENSET = "frozenset": OBJECT;
    RANGE = "range": OBJECT;
    SLICE = "slice": OBJECT;
    FUNCTION = "function": OBJECT;
    NATIVE_FUNCTION = "builtin_function_or_method": OBJECT;
    NATIVE_METHOD = "method_descriptor": OBJECT;
    WRAPPER_DESCRIPTOR = "wrapper_descriptor": OBJECT;
    METHOD_WRAPPER = "method-wrapper": OBJECT;
    GETSET = "getset_descriptor": OBJECT;
    MEMBER = "member_descriptor": OBJECT;
    TUPLE_GETTER = "_tuplegetter": OBJECT;
    BOUND_METHOD = "method": OBJECT;
    CLASSMETHOD = "classmethod": OBJECT;
    STATICMETHOD = "staticmethod": OBJECT;
    PROPERTY = "property": OBJECT;
    SUPER = "super": OBJECT;
    CELL = "cell": OBJECT;
    MODULE = "module": OBJECT;
    GENERATOR = "generator": OBJECT;
    CODE = "code": OBJECT;
    FRAME = "frame": OBJECT;
    TRACEBACK = "traceback": OBJECT;
    MAPPINGPROXY = "mappingproxy": OBJECT;
    DICT_KEYS = "dict_keys": OBJECT;
    DICT_VALUES = "dict_values": OBJECT;
    DICT_ITEMS = "dict_items": OBJECT;
    LIST_ITERATOR = "list_iterator": OBJECT;
    LIST_REVERSEITERATOR = "list_reverseiterator": OBJECT;
    TUPLE_ITERATOR = "tuple_iterator": OBJECT;
    RANGE_ITERATOR = "range_iterator": OBJECT;
    LONGRANGE_ITERATOR = "longrange_iterator": OBJECT;
    STR_ITERATOR = "str_iterator": OBJECT;
    STR_ASCII_ITERATOR = "str_ascii_iterator": OBJECT;
    BYTES_ITERATOR = "bytes_iterator": OBJECT;
    DICT_KEYITERATOR = "dict_keyiterator": OBJECT;
    DICT_VALUEITERATOR = "dict_valueiterator": OBJECT;
    DICT_ITEMITERATOR = "dict_itemiterator": OBJECT;
    DICT_REVERSEKEYITERATOR = "dict_reversekeyiterator": OBJECT;
    DICT_REVERSEVALUEITERATOR = "dict_reversevalueiterator": OBJECT;
    DICT_REVERSEITEMITERATOR = "dict_reverseitemiterator": OBJECT;
    SET_ITERATOR = "set_iterator": OBJECT;
    CALLABLE_ITERATOR = "callable_iterator": OBJECT;
    SEQUENCE_ITERATOR = "iterator": OBJECT;
    ENUMERATE = "enumerate": OBJECT;
    ZIP = "zip": OBJECT;
    MAP = "map": OBJECT;
    FILTER = "filter": OBJECT;
    REVERSED = "reversed": OBJECT;
    UNION_TYPE = "Union": OBJECT;
    GENERIC_ALIAS = "GenericAlias": OBJECT;
    TYPE_ALIAS = "TypeAliasType": OBJECT;
    SIMPLE_NAMESPACE = "SimpleNamespace": OBJECT;
    COROUTINE = "coroutine": OBJECT;
    ASYNC_GENERATOR = "async_generator": OBJECT;
    PATTERN = "Pattern": OBJECT;
    MATCH = "Match": OBJECT;
    PATTERN_SCANNER = "SRE_Scanner": OBJECT;
    IO_BASE = "_IOBase": OBJECT;
    RAW_IO_BASE = "_RawIOBase": IO_BASE;
    BUFFERED_IO_BASE = "_BufferedIOBase": IO_BASE;
    TEXT_IO_BASE = "_TextIOBase": IO_BASE;
    RAW_FILE = "FileIO": RAW_IO_BASE;
    BUFFERED_READER = "BufferedReader": BUFFERED_IO_BASE;
    BUFFERED_WRITER = "BufferedWriter": BUFFERED_IO_BASE;
    BUFFERED_RANDOM = "BufferedRandom": BUFFERED_IO_BASE;
    BYTES_IO = "BytesIO": BUFFERED_IO_BASE;
    TEXT_FILE = "TextIOWrapper": TEXT_IO_BASE;
    STRING_IO = "StringIO": TEXT_IO_BASE;
    WEAKREF = "ReferenceType": OBJECT;
    DEQUE = "deque": OBJECT;
    DEQUE_ITERATOR = "_deque_iterator": OBJECT;
    DEQUE_REVERSE_ITERATOR = "_deque_reverse_iterator": OBJECT;
    COUNT = "count": OBJECT;
    CYCLE = "cycle": OBJECT;
    REPEAT = "repeat": OBJECT;
    ACCUMULATE = "accumulate": OBJECT;
    BATCHED = "batched": OBJECT;
    CHAIN = "chain": OBJECT;
    COMPRESS = "compress": OBJECT;
    DROPWHILE = "dropwhile": OBJECT;
    TAKEWHILE = "takewhile": OBJECT;
    FILTERFALSE = "filterfalse": OBJECT;
    GROUPBY = "groupby": OBJECT;
    GROUPER = "_grouper": OBJECT;
    ISLICE = "islice": OBJECT;
    PAIRWISE = "pairwise": OBJECT;
    STARMAP = "starmap": OBJECT;
    ZIP_LONGEST = "zip_longest": OBJECT;
    PRODUCT = "product": OBJECT;
    COMBINATIONS = "combinations": OBJECT;
    COMBINATIONS_WITH_REPLACEMENT = "combinations_with_replacement": OBJECT;
    PERMUTATIONS = "permutations": OBJECT;
    TEE = "_tee": OBJECT;
    CALL_CACHE = "_cache_base": OBJECT;
    CALL_PARTIAL = "_partial_base": OBJECT;
    BASE_EXCEPTION = "BaseException": OBJECT;
    EXCEPTION = "Exception": BASE_EXCEPTION;
    GENERATOR_EXIT = "GeneratorExit": BASE_EXCEPTION;
    KEYBOARD_INTERRUPT = "KeyboardInterrupt": BASE_EXCEPTION;
    SYSTEM_EXIT = "SystemExit": BASE_EXCEPTION;
    BASE_EXCEPTION_GROUP = "BaseExceptionGroup": BASE_EXCEPTION;
    ARITHMETIC_ERROR = "ArithmeticError": EXCEPTION;
    FLOATING_POINT_ERROR = "FloatingPointError": ARITHMETIC_ERROR;
    OVERFLOW_ERROR = "OverflowError": ARITHMETIC_ERROR;
    ZERO_DIVISION_ERROR = "ZeroDivisionError": ARITHMETIC_ERROR;
    ASSERTION_ERROR = "AssertionError": EXCEPTION;
    ATTRIBUTE_ERROR = "AttributeError": EXCEPTION;
    BUFFER_ERROR = "BufferError": EXCEPTION;
    EOF_ERROR = "EOFError": EXCEPTION;
    IMPORT_ERROR = "ImportError": EXCEPTION;
    MODULE_NOT_FOUND_ERROR = "ModuleNotFoundError": IMPORT_ERROR;
    LOOKUP_ERROR = "LookupError": EXCEPTION;
    INDEX_ERROR = "IndexError": LOOKUP_ERROR;
    KEY_ERROR = "KeyError": LOOKUP_ERROR;
    MEMORY_ERROR = "MemoryError": EXCEPTION;
    NAME_ERROR = "NameError": EXCEPTION;
    UNBOUND_LOCAL_ERROR = "UnboundLocalError": NAME_ERROR;
    OS_ERROR = "OSError": EXCEPTION;
    BLOCKING_IO_ERROR = "BlockingIOError": OS_ERROR;
    CHILD_PROCESS_ERROR = "ChildProcessError": OS_ERROR;
    CONNECTION_ERROR = "ConnectionError": OS_ERROR;
    BROKEN_PIPE_ERROR = "BrokenPipeError": CONNECTION_ERROR;
    CONNECTION_ABORTED_ERROR = "ConnectionAbortedError": CONNECTION_ERROR;
    CONNECTION_REFUSED_ERROR = "ConnectionRefusedError": CONNECTION_ERROR;
    CONNECTION_RESET_ERROR = "ConnectionResetError": CONNECTION_ERROR;
    FILE_EXISTS_ERROR = "FileExistsError": OS_ERROR;
    FILE_NOT_FOUND_ERROR = "FileNotFoundError": OS_ERROR;
    INTERRUPTED_ERROR = "InterruptedError": OS_ERROR;
    IS_A_DIRECTORY_ERROR = "IsADirectoryError": OS_ERROR;
    NOT_A_DIRECTORY_ERROR = "NotADirectoryError": OS_ERROR;
    PERMISSION_ERROR = "PermissionError": OS_ERROR;
    PROCESS_LOOKUP_ERROR = "ProcessLookupError": OS_ERROR;
    TIMEOUT_ERROR = "TimeoutError": OS_ERROR;
    REFERENCE_ERROR = "ReferenceError": EXCEPTION;
    RUNTIME_ERROR = "RuntimeError": EXCEPTION;
    NOT_IMPLEMENTED_ERROR = "NotImplementedError": RUNTIME_ERROR;
    PYTHON_FINALIZATION_ERROR = "PythonFinalizationError": RUNTIME_ERROR;
    RECURSION_ERROR = "RecursionError": RUNTIME_ERROR;
    STOP_ITERATION = "StopIteration": EXCEPTION;
    STOP_ASYNC_ITERATION = "StopAsyncIteration": EXCEPTION;
    SYNTAX_ERROR = "SyntaxError": EXCEPTION;
    INDENTATION_ERROR = "IndentationError": SYNTAX_ERROR;
    TAB_ERROR = "TabError": INDENTATION_ERROR;
    SYSTEM_ERROR = "SystemError": EXCEPTION;
    TYPE_ERROR = "TypeError": EXCEPTION;
    VALUE_ERROR = "ValueError": EXCEPTION;
    UNICODE_ERROR = "UnicodeError": VALUE_ERROR;
    UNICODE_DECODE_ERROR = "UnicodeDecodeError": UNICODE_ERROR;
    UNICODE_ENCODE_ERROR = "UnicodeEncodeError": UNICODE_ERROR;
    UNICODE_TRANSLATE_ERROR = "UnicodeTranslateError": UNICODE_ERROR;
    WARNING = "Warning": EXCEPTION;
    BYTES_WARNING = "BytesWarning": WARNING;
    DEPRECATION_WARNING = "DeprecationWarning": WARNING;
    ENCODING_WARNING = "EncodingWarning": WARNING;
    FUTURE_WARNING = "FutureWarning": WARNING;
    IMPORT_WARNING = "ImportWarning": WARNING;
    PENDING_DEPRECATION_WARNING = "PendingDeprecationWarning": WARNING;
    RESOURCE_WARNING = "ResourceWarning": WARNING;
    RUNTIME_WARNING = "RuntimeWarning": WARNING;
    SYNTAX_WARNING = "SyntaxWarning": WARNING;
    UNICODE_WARNING = "UnicodeWarning": WARNING;
    USER_WARNING = "UserWarning": WARNING;
    EXCEPTION_GROUP = "ExceptionGroup": BASE_EXCEPTION_GROUP;
}

pub const FIRST_USER_CLASS: u32 = 256;

impl ClassId {
    pub const fn python_name(self) -> &'static str {
        CLASSES[self as usize].1
    }
    pub const fn base(self) -> ClassId {
        CLASSES[self as usize].2
    }
}

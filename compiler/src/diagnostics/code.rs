//! The table of diagnostic codes, one entry a line, sorted by slug.

use std::fmt;

/// How a code counts unless the settings say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is generated.
    Error,
    /// Said, and everything is generated.
    Warning,
    /// Off unless asked for.
    Lint,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct CodeEntry {
    pub code: Code,
    /// What the user sees and types.
    pub slug: &'static str,
    pub level: Level,
    /// One clause, for lists and machine formats.
    pub summary: &'static str,
    /// What `apic explain` prints.
    pub page: &'static str,
}

// A page that is missing does not compile.
macro_rules! codes {
    ($($variant:ident $slug:literal $level:ident $summary:literal,)*) => {
        /// What a diagnostic is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        /// All codes, sorted by slug; `CODES[code as usize]` is the entry of `code`.
        pub static CODES: &[CodeEntry] = &[
            $(CodeEntry {
                code: Code::$variant,
                slug: $slug,
                level: Level::$level,
                summary: $summary,
                page: include_str!(concat!("../../codes/", $slug, ".md")),
            },)*
        ];
    };
}

codes! {
    AmbiguousEmbedding "ambiguous-embedding" Warning "ambiguous embedding",
    AmbiguousInfoKey "ambiguous-info-key" Warning "ambiguous info key",
    AnnotationKeyTypo "annotation-key-typo" Warning "annotation key typo",
    AnnotationOrder "annotation-order" Warning "annotation order",
    AnonymousBody "anonymous-body" Error "anonymous body",
    ArrayLength "array-length" Error "array length",
    BadAnnotationValue "bad-annotation-value" Error "bad annotation value",
    BadDefault "bad-default" Error "bad default",
    BadDuration "bad-duration" Error "bad duration",
    BadIgnore "bad-ignore" Warning "bad ignore",
    BadName "bad-name" Error "bad name",
    BadOptionReference "bad-option-reference" Error "bad option reference",
    BadOptions "bad-options" Error "bad options",
    BadPolicyValue "bad-policy-value" Error "bad policy value",
    BadRange "bad-range" Error "bad range",
    BadSize "bad-size" Error "bad size",
    BareInt64 "bare-int64" Lint "bare int64",
    BlankField "blank-field" Warning "blank field",
    BodyOnGet "body-on-get" Warning "body on get",
    BuiltinTypeName "builtin-type-name" Error "builtin type name",
    CommentInPath "comment-in-path" Warning "comment in path",
    DanglingAnnotation "dangling-annotation" Error "dangling annotation",
    DefaultOutsideRule "default-outside-rule" Warning "default outside rule",
    DuplicateAnnotation "duplicate-annotation" Error "duplicate annotation",
    DuplicateField "duplicate-field" Error "duplicate field",
    DuplicateHandler "duplicate-handler" Error "duplicate handler",
    DuplicateImport "duplicate-import" Warning "duplicate import",
    DuplicateInfo "duplicate-info" Error "duplicate info",
    DuplicateKey "duplicate-key" Error "duplicate key",
    DuplicateOptionValue "duplicate-option-value" Warning "duplicate option value",
    DuplicatePathParam "duplicate-path-param" Error "duplicate path param",
    DuplicateRoute "duplicate-route" Error "duplicate route",
    DuplicateSyntax "duplicate-syntax" Error "duplicate syntax",
    DuplicateTag "duplicate-tag" Error "duplicate tag",
    DuplicateTagKey "duplicate-tag-key" Warning "duplicate tag key",
    DuplicateTagOption "duplicate-tag-option" Warning "duplicate tag option",
    DuplicateType "duplicate-type" Error "duplicate type",
    DuplicateWireName "duplicate-wire-name" Warning "duplicate wire name",
    EmbeddedTag "embedded-tag" Warning "embedded tag",
    EmbeddedType "embedded-type" Error "embedded type",
    EmbeddingCycle "embedding-cycle" Error "embedding cycle",
    EmptyAnonymousStruct "empty-anonymous-struct" Warning "empty anonymous struct",
    EmptyFile "empty-file" Warning "empty file",
    EmptyService "empty-service" Warning "empty service",
    EmptyTagOption "empty-tag-option" Warning "empty tag option",
    EnvOption "env-option" Warning "env option",
    FullwidthPunctuation "fullwidth-punctuation" Error "fullwidth punctuation",
    GenericType "generic-type" Error "generic type",
    GoctlIncompatible "goctl-incompatible" Lint "goctl incompatible",
    GroupCollision "group-collision" Warning "group collision",
    HandlerCollision "handler-collision" Error "handler collision",
    ImportAlias "import-alias" Error "import alias",
    ImportCycle "import-cycle" Error "import cycle",
    ImportEntryRelative "import-entry-relative" Warning "import entry relative",
    ImportNotFound "import-not-found" Error "import not found",
    ImportPath "import-path" Error "import path",
    InvalidUtf8 "invalid-utf8" Error "invalid utf8",
    InvalidUtf8Comment "invalid-utf8-comment" Warning "invalid utf8 comment",
    KeywordAsName "keyword-as-name" Error "keyword as name",
    LegacyHandler "legacy-handler" Warning "legacy handler",
    LegacyStructKeyword "legacy-struct-keyword" Lint "legacy struct keyword",
    LoneCr "lone-cr" Warning "lone cr",
    MalformedTag "malformed-tag" Warning "malformed tag",
    MapKeyType "map-key-type" Error "map key type",
    MethodCase "method-case" Warning "method case",
    MisplacedAnnotation "misplaced-annotation" Error "misplaced annotation",
    MisplacedSyntax "misplaced-syntax" Warning "misplaced syntax",
    MissingHandler "missing-handler" Error "missing handler",
    MissingPath "missing-path" Error "missing path",
    MissingValue "missing-value" Error "missing value",
    MultiSourceField "multi-source-field" Warning "multi source field",
    MultilineString "multiline-string" Warning "multiline string",
    NestingTooDeep "nesting-too-deep" Error "nesting too deep",
    NoRoutes "no-routes" Warning "no routes",
    NoWireForm "no-wire-form" Error "no wire form",
    NonAsciiPath "non-ascii-path" Warning "non ascii path",
    NonPortableIdentifier "non-portable-identifier" Warning "non portable identifier",
    NulByte "nul-byte" Error "nul byte",
    OmitemptyNotOptional "omitempty-not-optional" Warning "omitempty not optional",
    OptionType "option-type" Warning "option type",
    OptionalRecursion "optional-recursion" Warning "optional recursion",
    ParamNameVaries "param-name-varies" Lint "param name varies",
    PathDots "path-dots" Warning "path dots",
    PathFieldUnbound "path-field-unbound" Warning "path field unbound",
    PathOptional "path-optional" Warning "path optional",
    PathParamUnbound "path-param-unbound" Warning "path param unbound",
    PathReservedWord "path-reserved-word" Error "path reserved word",
    PathSyntax "path-syntax" Error "path syntax",
    PathWhitespace "path-whitespace" Error "path whitespace",
    QualifiedType "qualified-type" Error "qualified type",
    RecursiveValue "recursive-value" Error "recursive value",
    RedundantEmbedding "redundant-embedding" Warning "redundant embedding",
    RedundantPointer "redundant-pointer" Warning "redundant pointer",
    RequiredPointer "required-pointer" Lint "required pointer",
    ReservedHeader "reserved-header" Warning "reserved header",
    ServiceNameMismatch "service-name-mismatch" Error "service name mismatch",
    SourceType "source-type" Error "source type",
    SseWithoutResponse "sse-without-response" Error "sse without response",
    StraySeparator "stray-separator" Warning "stray separator",
    TagKeyTypo "tag-key-typo" Warning "tag key typo",
    TagNotRaw "tag-not-raw" Error "tag not raw",
    TagOptionSpace "tag-option-space" Warning "tag option space",
    TypeAlias "type-alias" Error "type alias",
    TypeNameCollision "type-name-collision" Error "type name collision",
    TypographicQuotes "typographic-quotes" Warning "typographic quotes",
    UnclosedBracket "unclosed-bracket" Error "unclosed bracket",
    UndefinedSecurityScheme "undefined-security-scheme" Warning "undefined security scheme",
    UndefinedType "undefined-type" Error "undefined type",
    UndocumentedRoute "undocumented-route" Lint "undocumented route",
    UnexpectedCharacter "unexpected-character" Error "unexpected character",
    UnexpectedToken "unexpected-token" Error "unexpected token",
    UnicodeSpace "unicode-space" Warning "unicode space",
    UnknownAnnotation "unknown-annotation" Error "unknown annotation",
    UnknownMethod "unknown-method" Error "unknown method",
    UnknownSyntaxVersion "unknown-syntax-version" Warning "unknown syntax version",
    UnknownTagOption "unknown-tag-option" Warning "unknown tag option",
    UnquotedUrl "unquoted-url" Error "unquoted url",
    UnquotedValue "unquoted-value" Lint "unquoted value",
    UnsupportedMethod "unsupported-method" Error "unsupported method",
    UnsupportedType "unsupported-type" Error "unsupported type",
    UntaggedField "untagged-field" Warning "untagged field",
    UnterminatedComment "unterminated-comment" Error "unterminated comment",
    UnterminatedString "unterminated-string" Error "unterminated string",
    UntypedFormField "untyped-form-field" Warning "untyped form field",
    UnusedType "unused-type" Lint "unused type",
    ZeroLengthArray "zero-length-array" Warning "zero length array",
}

impl Code {
    /// The line of the table for this code.
    pub fn entry(self) -> &'static CodeEntry {
        // The enum and the table come from one list, so the index is always there.
        &CODES[self as usize]
    }

    /// What the user sees and types.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// The code that a user named, if there is one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        CODES.iter().find(|entry| entry.slug == slug).map(|entry| entry.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_sorted_and_found_again() {
        assert!(CODES.windows(2).all(|pair| pair[0].slug < pair[1].slug));
        for entry in CODES {
            assert_eq!(Code::from_slug(entry.slug), Some(entry.code));
            assert_eq!(entry.code.slug(), entry.slug);
        }
    }
}

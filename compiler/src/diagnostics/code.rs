//! The table of diagnostic codes, one entry a line, sorted by slug.

use std::fmt;

/// How a code counts unless the settings say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
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
    AmbiguousEmbedding "ambiguous-embedding" Warning "two embedded types bring the same wire name",
    AmbiguousInfoKey "ambiguous-info-key" Warning "two `info` keys that mean the same",
    AnnotationKeyTypo "annotation-key-typo" Warning "`@server` key that looks like a misspelt known one",
    AnnotationOrder "annotation-order" Warning "`@doc` behind `@handler`",
    AnonymousBody "anonymous-body" Error "anonymous struct as a request or response body",
    ArrayLength "array-length" Error "array length that is no number or too large",
    BadAnnotationValue "bad-annotation-value" Error "annotation value of the wrong form",
    BadDefault "bad-default" Error "default that does not fit its field",
    BadDuration "bad-duration" Error "`timeout` that is not a duration",
    BadIgnore "bad-ignore" Warning "`apic:ignore` that silences nothing",
    BadName "bad-name" Error "name of the wrong form",
    BadOptionReference "bad-option-reference" Error "`optional=k` that names no sibling",
    BadOptions "bad-options" Error "alternative of `options` that is not of the field's type",
    BadPolicyValue "bad-policy-value" Error "governance key with a value it does not take",
    BadRange "bad-range" Error "`range` that cannot be read or lets nothing through",
    BadSize "bad-size" Error "`maxBytes` that is not a whole number",
    BareInt64 "bare-int64" Lint "64-bit integer in a response without `string`",
    BlankField "blank-field" Warning "field called `_`",
    BodyOnGet "body-on-get" Warning "json fields on a GET or HEAD route",
    BuiltinTypeName "builtin-type-name" Error "type named like a base type",
    CommentInPath "comment-in-path" Warning "comment glued to a path",
    DanglingAnnotation "dangling-annotation" Error "annotation that belongs to nothing",
    DefaultOutsideRule "default-outside-rule" Warning "default outside the field's own `options` or `range`",
    DuplicateAnnotation "duplicate-annotation" Error "same annotation twice",
    DuplicateField "duplicate-field" Error "same field twice in a struct",
    DuplicateHandler "duplicate-handler" Error "same handler twice in one group",
    DuplicateImport "duplicate-import" Warning "file imported twice by one file",
    DuplicateInfo "duplicate-info" Error "second `info` block in one file",
    DuplicateKey "duplicate-key" Error "same key twice in one block",
    DuplicateOptionValue "duplicate-option-value" Warning "same alternative twice in `options`",
    DuplicatePathParam "duplicate-path-param" Error "same path parameter twice in one path",
    DuplicateRoute "duplicate-route" Error "same method and path twice",
    DuplicateSyntax "duplicate-syntax" Error "second `syntax` in one file",
    DuplicateTag "duplicate-tag" Error "second tag behind a field",
    DuplicateTagKey "duplicate-tag-key" Warning "same key twice in one tag",
    DuplicateTagOption "duplicate-tag-option" Warning "same option twice in one tag",
    DuplicateType "duplicate-type" Error "type declared twice",
    DuplicateWireName "duplicate-wire-name" Warning "two fields with one wire name",
    EmbeddedTag "embedded-tag" Warning "tag on an embedded field",
    EmbeddedType "embedded-type" Error "embedding of something that is no struct",
    EmbeddingCycle "embedding-cycle" Error "type that embeds itself by value",
    EmptyAnonymousStruct "empty-anonymous-struct" Warning "`{}` as the type of a field",
    EmptyFile "empty-file" Warning "file without any content",
    EmptyService "empty-service" Warning "service block without routes",
    EmptyTagOption "empty-tag-option" Warning "empty option between commas of a tag",
    EnvOption "env-option" Warning "`env=` in the tag of a field",
    FullwidthPunctuation "fullwidth-punctuation" Error "full-width punctuation instead of ASCII",
    GenericType "generic-type" Error "type with type parameters",
    GoctlIncompatible "goctl-incompatible" Lint "file that today's goctl refuses",
    GroupCollision "group-collision" Warning "groups that become one module",
    HandlerCollision "handler-collision" Error "two handlers that become one name",
    ImportAlias "import-alias" Error "import under another name",
    ImportCycle "import-cycle" Error "files that import each other in a circle",
    ImportEntryRelative "import-entry-relative" Warning "import found only relative to the entry file",
    ImportNotFound "import-not-found" Error "imported file that is not there",
    ImportPath "import-path" Error "import that is no path of an `.api` file",
    InvalidUtf8 "invalid-utf8" Error "bytes that are not UTF-8",
    InvalidUtf8Comment "invalid-utf8-comment" Warning "bytes in a comment that are not UTF-8",
    KeywordAsName "keyword-as-name" Error "Go keyword as the name of a type or field",
    LegacyHandler "legacy-handler" Warning "handler named by `@server` inside the service",
    LegacyStructKeyword "legacy-struct-keyword" Lint "the word `struct` in front of a type's body",
    LoneCr "lone-cr" Warning "carriage return without a line feed",
    MalformedTag "malformed-tag" Warning "tag that Go would not read as written",
    MapKeyType "map-key-type" Error "map key that cannot be a JSON object key",
    MethodCase "method-case" Warning "HTTP method in capitals",
    MisplacedAnnotation "misplaced-annotation" Error "`@server` on a single route",
    MisplacedSyntax "misplaced-syntax" Warning "`syntax` that is not the first statement",
    MissingHandler "missing-handler" Error "route without a handler",
    MissingPath "missing-path" Error "route without a path",
    MissingValue "missing-value" Error "key without a value",
    MultiSourceField "multi-source-field" Warning "request field required from more than one source",
    MultilineString "multiline-string" Warning "`\"…\"` that runs over a line end",
    NestingTooDeep "nesting-too-deep" Error "types or brackets nested too deeply",
    NoRoutes "no-routes" Warning "contract without any route",
    NoWireForm "no-wire-form" Error "type without a JSON form in a request or response",
    NonAsciiPath "non-ascii-path" Warning "path with letters beyond ASCII",
    NonPortableIdentifier "non-portable-identifier" Warning "name with `$` or letters beyond ASCII",
    NulByte "nul-byte" Error "NUL byte in the file",
    OmitemptyNotOptional "omitempty-not-optional" Warning "`omitempty` on a request field that stays required",
    OptionType "option-type" Warning "option without effect on a field of this type",
    OptionalRecursion "optional-recursion" Warning "type that contains itself through an `optional` field",
    ParamNameVaries "param-name-varies" Lint "path parameter named differently at one position",
    PathDots "path-dots" Warning "two dots in a row in a path segment",
    PathFieldUnbound "path-field-unbound" Warning "`path` field without a parameter in the path",
    PathOptional "path-optional" Warning "`optional` on a path field",
    PathParamUnbound "path-param-unbound" Warning "path parameter that no field receives",
    PathReservedWord "path-reserved-word" Error "path segment called `returns`",
    PathSyntax "path-syntax" Error "path that is not of the form `/word/:name`",
    PathWhitespace "path-whitespace" Error "blank or stray word inside a path",
    QualifiedType "qualified-type" Error "type of a Go package",
    RecursiveValue "recursive-value" Error "type that contains itself by value",
    RedundantEmbedding "redundant-embedding" Warning "type that embeds itself through a pointer",
    RedundantPointer "redundant-pointer" Warning "pointer that adds nothing",
    RequiredPointer "required-pointer" Lint "pointer in a request that is not optional",
    ReservedHeader "reserved-header" Warning "header field that the clients set themselves",
    ServiceNameMismatch "service-name-mismatch" Error "two services in one contract",
    SourceType "source-type" Error "field of a type that cannot come from its source",
    SseWithoutResponse "sse-without-response" Error "event stream without a type of events",
    StraySeparator "stray-separator" Warning "`;` or `,` that means nothing",
    TagKeyTypo "tag-key-typo" Warning "tag key that looks like a misspelt known one",
    TagNotRaw "tag-not-raw" Error "tag in double quotes",
    TagOptionSpace "tag-option-space" Warning "blanks around an option of a tag",
    TypeAlias "type-alias" Error "type that is no struct",
    TypeNameCollision "type-name-collision" Error "two types that become one name",
    TypographicQuotes "typographic-quotes" Warning "bare value in “typographic” quotes",
    UnclosedBracket "unclosed-bracket" Error "bracket that is never closed",
    UndefinedSecurityScheme "undefined-security-scheme" Warning "`authType` that names no declared scheme",
    UndefinedType "undefined-type" Error "type that is declared nowhere",
    UndocumentedRoute "undocumented-route" Lint "route without any documentation",
    UnexpectedCharacter "unexpected-character" Error "character that has no place in the language",
    UnexpectedToken "unexpected-token" Error "something else is needed at this place",
    UnicodeSpace "unicode-space" Warning "blank character beyond ASCII",
    UnknownAnnotation "unknown-annotation" Error "annotation that does not exist",
    UnknownMethod "unknown-method" Error "word that is no HTTP method",
    UnknownSyntaxVersion "unknown-syntax-version" Warning "`syntax` other than `v1`",
    UnknownTagOption "unknown-tag-option" Warning "option of a tag that does not exist",
    UnquotedUrl "unquoted-url" Error "URL without quotes",
    UnquotedValue "unquoted-value" Lint "bare value in a key block",
    UnsupportedMethod "unsupported-method" Error "method that no browser and no server supports",
    UnsupportedType "unsupported-type" Error "`func` or `chan` as a type",
    UntaggedField "untagged-field" Warning "field that does not say where it is on the wire",
    UnterminatedComment "unterminated-comment" Error "`/*` without `*/`",
    UnterminatedString "unterminated-string" Error "string without its closing quote",
    UntypedFormField "untyped-form-field" Warning "`interface{}` as a form field",
    UnusedType "unused-type" Lint "type that no route uses",
    ZeroLengthArray "zero-length-array" Warning "array of length 0",
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

//! JSON text cut into tokens: the grammar of RFC 8259, without recursion and without building anything.

/// Why a text is not JSON, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrong {
    /// What is wrong, as a lowercase fragment.
    pub(crate) message: &'static str,
    /// The offset behind the sign that is wrong.
    pub(crate) at: usize,
}

/// A part of a JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Quoted<'a>),
    /// The key of the entry that comes next.
    Key(Quoted<'a>),
    OpenArray,
    OpenObject,
    /// The end of the innermost array or object.
    Close,
}

/// A string or a key as it is written, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted<'a> {
    pub(crate) written: &'a str,
    /// Where it begins.
    pub(crate) at: usize,
    /// Whether there are escapes in it; of their form no more is known than that each is one.
    pub(crate) escaped: bool,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Value,
    /// A value, or the end of the array that was just opened.
    FirstItem,
    /// A key, or the end of the object that was just opened.
    FirstKey,
    /// What follows a value.
    Next,
}

/// The tokens of the JSON value that begins at a place of a text.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// What closes each array and object that is open.
    open: Vec<u8>,
    expected: Expected,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, open: Vec::new(), expected: Expected::Value }
    }

    /// How far the text has been read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// How many arrays and objects are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Makes sure that nothing is left but blanks.
    pub(crate) fn end(&mut self) -> Result<(), Wrong> {
        if self.blanks().is_some() { self.wrong("trailing characters") } else { Ok(()) }
    }

    /// The next token; `None` behind the value.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, Wrong> {
        if self.expected == Expected::Next {
            match self.open.last() {
                None => return Ok(None),
                Some(b']') => match self.blanks() {
                    None => return self.wrong("EOF while parsing a list"),
                    Some(b']') => return Ok(Some(self.close())),
                    Some(b',') => {
                        self.at += 1;
                        if self.blanks() == Some(b']') {
                            return self.wrong("trailing comma");
                        }
                    }
                    Some(_) => return self.wrong("expected `,` or `]`"),
                },
                Some(_) => match self.blanks() {
                    None => return self.wrong("EOF while parsing an object"),
                    Some(b'}') => return Ok(Some(self.close())),
                    Some(b',') => {
                        self.at += 1;
                        return match self.blanks() {
                            None => self.wrong("EOF while parsing a value"),
                            Some(b'}') => self.wrong("trailing comma"),
                            Some(_) => self.key().map(Some),
                        };
                    }
                    Some(_) => return self.wrong("expected `,` or `}`"),
                },
            }
        }
        match (self.expected, self.blanks()) {
            (Expected::FirstItem, Some(b']')) | (Expected::FirstKey, Some(b'}')) => Ok(Some(self.close())),
            (Expected::FirstItem, None) => self.wrong("EOF while parsing a list"),
            (Expected::FirstKey, None) => self.wrong("EOF while parsing an object"),
            (Expected::FirstKey, Some(_)) => self.key().map(Some),
            (_, first) => self.value(first).map(Some),
        }
    }

    fn value(&mut self, first: Option<u8>) -> Result<Token<'a>, Wrong> {
        self.expected = Expected::Next;
        match first {
            Some(b'{') => Ok(self.open(b'}', Expected::FirstKey, Token::OpenObject)),
            Some(b'[') => Ok(self.open(b']', Expected::FirstItem, Token::OpenArray)),
            Some(b'"') => self.quoted().map(Token::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Token::Bool(true)),
            Some(b'f') => self.word("false", Token::Bool(false)),
            Some(b'n') => self.word("null", Token::Null),
            Some(_) => self.wrong("expected value"),
            None => self.wrong("EOF while parsing a value"),
        }
    }

    fn open(&mut self, closing: u8, expected: Expected, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        self.open.push(closing);
        self.expected = expected;
        token
    }

    fn close(&mut self) -> Token<'a> {
        self.at += 1;
        self.open.pop();
        self.expected = Expected::Next;
        Token::Close
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<Token<'a>, Wrong> {
        if self.peek() != Some(b'"') {
            return self.wrong("key must be a string");
        }
        let key = self.quoted()?;
        match self.blanks() {
            Some(b':') => self.at += 1,
            Some(_) => return self.wrong("expected `:`"),
            None => return self.wrong("EOF while parsing an object"),
        }
        self.expected = Expected::Value;
        Ok(Token::Key(key))
    }

    fn word(&mut self, word: &str, token: Token<'a>) -> Result<Token<'a>, Wrong> {
        for expected in word.bytes() {
            match self.peek() {
                None => return self.wrong("EOF while parsing a value"),
                Some(byte) if byte != expected => return self.wrong("expected ident"),
                Some(_) => self.at += 1,
            }
        }
        Ok(token)
    }

    fn number(&mut self) -> Result<Token<'a>, Wrong> {
        let from = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let leads_with_zero = self.peek() == Some(b'0');
        let digits = self.digits()?;
        if leads_with_zero && digits > 1 {
            self.at -= digits - 1;
            return self.wrong("invalid number");
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(Token::Number(&self.text[from..self.at]))
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<usize, Wrong> {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        match self.peek() {
            _ if count > 0 => Ok(count),
            Some(_) => self.wrong("invalid number"),
            None => self.wrong("EOF while parsing a value"),
        }
    }

    fn quoted(&mut self) -> Result<Quoted<'a>, Wrong> {
        let from = self.at + 1;
        let bytes = self.text.as_bytes();
        let (mut at, mut escaped) = (from, false);
        let message = loop {
            let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            at += bytes[at..].iter().position(is_end).unwrap_or(bytes.len() - at);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Quoted { written: &self.text[from..at], at: from, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    match escape_length(&bytes[at..]) {
                        Ok(length) => at += length,
                        Err((message, length)) => {
                            at += length - 1;
                            break message;
                        }
                    }
                }
                Some(_) => break "control character (\\u0000-\\u001F) found while parsing a string",
                None => break "EOF while parsing a string",
            }
        };
        self.at = at;
        self.wrong(message)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte that is no blank.
    fn blanks(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// What is wrong with the next sign.
    fn wrong<T>(&self, message: &'static str) -> Result<T, Wrong> {
        Err(Wrong { message, at: self.text.len().min(self.at + 1) })
    }
}

/// The bytes of the escape with which a text begins; or what is wrong, and the bytes up to there.
fn escape_length(bytes: &[u8]) -> Result<usize, (&'static str, usize)> {
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match bytes.get(2..6) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(6),
            Some(_) => Err(("invalid escape", 6)),
            None => Err(("EOF while parsing a string", bytes.len() + 1)),
        },
        Some(_) => Err(("invalid escape", 2)),
        None => Err(("EOF while parsing a string", 2)),
    }
}

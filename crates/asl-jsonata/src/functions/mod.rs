//! The functions that are always there.

#![expect(clippy::unnecessary_wraps, reason = "all built-in functions have one type")]

mod array;
mod aws;
mod encode;
mod hash;
mod higher;
mod integer;
mod moment;
mod number;
mod object;
mod picture;
mod pictured_number;
pub(crate) mod text;
mod timestamp;

use crate::{
    error::Result,
    eval::{Machine, Next, Site},
    limits::Profile,
    signature::Signature,
    value::Value,
};
use std::rc::Rc;

/// A built-in function.
pub(crate) struct Native {
    pub name: &'static str,
    pub signature: &'static str,
    /// The number of its parameters, as higher-order functions see it.
    pub arity: u8,
    pub run: Run,
    /// Where it is there; everywhere if `None`.
    pub profile: Option<Profile>,
}

/// What a built-in function does.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    /// Gives a value.
    Plain(fn(&mut Machine<'_, '_>, &[Value]) -> Result<Value>),
    /// Calls functions or evaluates expressions.
    Calling(fn(&mut Machine<'_, '_>, Vec<Value>, Site) -> Result<Next>),
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Native").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A built-in function with its signature read.
#[derive(Clone, Debug)]
pub(crate) struct NativeRef {
    pub index: usize,
    pub signature: Rc<Signature>,
}

impl NativeRef {
    pub fn get(&self) -> &'static Native {
        &NATIVES[self.index]
    }
}

/// The built-in function of a name.
pub(crate) fn find(name: &str) -> Option<NativeRef> {
    let index = NATIVES.iter().position(|native| native.name == name)?;
    let signature = Signature::parse(NATIVES[index].signature).ok()?;
    Some(NativeRef { index, signature: Rc::new(signature) })
}

const fn plain(
    name: &'static str,
    signature: &'static str,
    arity: u8,
    run: fn(&mut Machine<'_, '_>, &[Value]) -> Result<Value>,
) -> Native {
    Native { name, signature, arity, run: Run::Plain(run), profile: None }
}

const fn calling(
    name: &'static str,
    signature: &'static str,
    arity: u8,
    run: fn(&mut Machine<'_, '_>, Vec<Value>, Site) -> Result<Next>,
) -> Native {
    Native { name, signature, arity, run: Run::Calling(run), profile: None }
}

const fn aws(
    name: &'static str,
    signature: &'static str,
    arity: u8,
    run: fn(&mut Machine<'_, '_>, &[Value]) -> Result<Value>,
) -> Native {
    Native { name, signature, arity, run: Run::Plain(run), profile: Some(Profile::Aws) }
}

/// All of them.
pub(crate) static NATIVES: &[Native] = &[
    plain("sum", "<a<n>:n>", 1, number::sum),
    plain("count", "<a:n>", 1, array::count),
    plain("max", "<a<n>:n>", 1, number::max),
    plain("min", "<a<n>:n>", 1, number::min),
    plain("average", "<a<n>:n>", 1, number::average),
    plain("string", "<x-b?:s>", 1, text::string),
    plain("substring", "<s-nn?:s>", 3, text::substring),
    plain("substringBefore", "<s-s:s>", 2, text::substring_before),
    plain("substringAfter", "<s-s:s>", 2, text::substring_after),
    plain("lowercase", "<s-:s>", 1, text::lowercase),
    plain("uppercase", "<s-:s>", 1, text::uppercase),
    plain("length", "<s-:n>", 1, text::length),
    plain("trim", "<s-:s>", 1, text::trim),
    plain("pad", "<s-ns?:s>", 3, text::pad),
    calling("match", "<s-f<s:o>n?:a<o>>", 3, higher::matches),
    calling("contains", "<s-(sf):b>", 2, higher::contains),
    calling("replace", "<s-(sf)(sf)n?:s>", 4, higher::replace),
    calling("split", "<s-(sf)n?:a<s>>", 3, higher::split),
    plain("join", "<a<s>s?:s>", 2, text::join),
    plain("formatNumber", "<n-so?:s>", 3, pictured_number::format_number),
    plain("formatBase", "<n-n?:s>", 2, number::format_base),
    plain("formatInteger", "<n-s:s>", 2, integer::format_integer),
    plain("parseInteger", "<s-s:n>", 2, integer::parse_integer),
    plain("number", "<(nsb)-:n>", 1, number::number),
    plain("floor", "<n-:n>", 1, number::floor),
    plain("ceil", "<n-:n>", 1, number::ceil),
    plain("round", "<n-n?:n>", 2, number::round),
    plain("abs", "<n-:n>", 1, number::abs),
    plain("sqrt", "<n-:n>", 1, number::sqrt),
    plain("power", "<n-n:n>", 2, number::power),
    plain("random", "<n?:n>", 0, aws::random),
    plain("boolean", "<x-:b>", 1, object::boolean),
    plain("not", "<x-:b>", 1, object::not),
    calling("map", "<af>", 2, higher::map),
    plain("zip", "<a+>", 0, array::zip),
    calling("filter", "<af>", 2, higher::filter),
    calling("single", "<af?>", 2, higher::single),
    calling("reduce", "<afj?:j>", 3, higher::reduce),
    calling("sift", "<o-f?:o>", 2, higher::sift),
    plain("keys", "<x-:a<s>>", 1, object::keys),
    plain("lookup", "<x-s:x>", 2, object::lookup),
    plain("append", "<xx:a>", 2, array::append),
    plain("exists", "<x:b>", 1, object::exists),
    plain("spread", "<x-:a<o>>", 1, object::spread),
    plain("merge", "<a<o>:o>", 1, object::merge),
    plain("reverse", "<a:a>", 1, array::reverse),
    calling("each", "<o-f:a>", 2, higher::each),
    plain("error", "<s?:x>", 1, object::error),
    plain("assert", "<bs?:x>", 2, object::assert),
    plain("type", "<x:s>", 1, object::type_name),
    calling("sort", "<af?:a>", 2, higher::sort),
    plain("shuffle", "<a:a>", 1, array::shuffle),
    plain("distinct", "<x:x>", 1, array::distinct),
    plain("base64encode", "<s-:s>", 1, encode::base64_encode),
    plain("base64decode", "<s-:s>", 1, encode::base64_decode),
    plain("encodeUrlComponent", "<s-:s>", 1, encode::encode_url_component),
    plain("encodeUrl", "<s-:s>", 1, encode::encode_url),
    plain("decodeUrlComponent", "<s-:s>", 1, encode::decode_url_component),
    plain("decodeUrl", "<s-:s>", 1, encode::decode_url),
    Native { profile: Some(Profile::Standard), ..calling("eval", "<sx?:x>", 2, higher::eval) },
    plain("toMillis", "<s-s?:n>", 2, timestamp::to_millis),
    plain("fromMillis", "<n-s?s?:s>", 3, timestamp::from_millis),
    plain("clone", "<(oa)-:o>", 1, object::clone),
    plain("now", "<s?s?:s>", 2, timestamp::now),
    plain("millis", "<:n>", 0, timestamp::millis),
    aws("partition", "<an?:a>", 2, aws::partition),
    aws("range", "<nnn?:a<n>>", 3, aws::range),
    aws("hash", "<ss:s>", 2, hash::hash),
    aws("uuid", "<:s>", 0, aws::uuid),
    aws("parse", "<s-:x>", 1, aws::parse),
];

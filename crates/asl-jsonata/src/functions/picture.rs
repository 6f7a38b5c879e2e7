//! Date and time pictures: `[Y0001]-[M01]-[D01]`.

use super::integer::{self, Case, Format};
use crate::error::{Error, Result};
use asl_json::Json;

/// A part of a picture.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Literal(String),
    Marker(Marker),
}

/// A variable part.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    pub component: char,
    /// It is written as a name, in these capitals.
    pub names: Option<Case>,
    /// It is written as a number.
    pub format: Option<Format>,
    /// The most characters of a name.
    pub most: Option<usize>,
    /// The digits of a year, month or day; of a year the last ones.
    pub width: Option<usize>,
    /// The second modifier is `t`: no offset is `Z`.
    pub traditional: bool,
}

/// How a component is written if its marker does not say it.
fn default_presentation(component: char) -> Option<&'static str> {
    Some(match component {
        'Y' | 'M' | 'D' | 'd' | 'W' | 'w' | 'X' | 'x' | 'H' | 'h' | 'f' => "1",
        'm' | 's' => "01",
        'F' | 'P' | 'C' | 'E' => "n",
        'Z' | 'z' => "01:01",
        _ => return None,
    })
}

/// Reads a picture.
pub(super) fn analyse(picture: &str) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let literal = |text: &str, parts: &mut Vec<Part>| {
        if !text.is_empty() {
            parts.push(Part::Literal(text.replace("]]", "]")));
        }
    };
    let mut rest = picture;
    while let Some(open) = rest.find('[') {
        literal(&rest[..open], &mut parts);
        if let Some(after) = rest[open + 1..].strip_prefix('[') {
            parts.push(Part::Literal("[".to_string()));
            rest = after;
            continue;
        }
        let Some(length) = rest[open..].find(']') else { return Err(Error::new("D3135")) };
        let text: String = rest[open + 1..open + length].chars().filter(|c| !c.is_whitespace()).collect();
        parts.push(Part::Marker(marker(&text)?));
        rest = &rest[open + length + 1..];
    }
    literal(rest, &mut parts);
    Ok(parts)
}

fn marker(text: &str) -> Result<Marker> {
    let (text, widths) = match text.rsplit_once(',') {
        Some((text, widths)) => (text, Some(widths)),
        None => (text, None),
    };
    let width =
        |text: &str| text.bytes().next().filter(u8::is_ascii_digit).map(|_| integer::leading_integer(text) as usize);
    let (least, most) = match widths.map(|widths| widths.split_once('-').unwrap_or((widths, "*"))) {
        Some((least, most)) => (width(least), width(most)),
        None => (None, None),
    };
    let mut letters = text.chars();
    let component = letters.next().unwrap_or(' ');
    let mut presentation = letters.as_str();
    let mut second = None;
    if presentation.chars().count() > 1
        && let Some(last) = presentation.chars().next_back().filter(|last| "atco".contains(*last))
    {
        second = Some(last);
        presentation = &presentation[..presentation.len() - 1];
    } else if presentation.is_empty() {
        presentation = default_presentation(component).ok_or_else(|| {
            let name = if component == ' ' { String::new() } else { component.to_string() };
            Error::new("D3132").value(Some(Json::from(name.as_str())))
        })?;
    }
    let mut marker =
        Marker { component, names: None, format: None, most, width: None, traditional: second == Some('t') };
    if presentation.starts_with('n') {
        marker.names = Some(Case::Lower);
    } else if presentation.starts_with("Nn") {
        marker.names = Some(Case::Title);
    } else if presentation.starts_with('N') {
        marker.names = Some(Case::Upper);
    } else if "YMDdFWwXxHhmsf".contains(component) {
        let ordinal = second.map_or(String::new(), |second| format!(";{second}"));
        let mut format = integer::analyse(&format!("{presentation}{ordinal}"))?;
        if let (Some(least), Some(mandatory)) = (least, format.mandatory) {
            format.mandatory = Some(mandatory.max(least));
        }
        if "YMD".contains(component) {
            if let Some(most) = most {
                (marker.width, format.mandatory) = (Some(most), Some(most));
            } else if let Some(mandatory) = format.mandatory {
                marker.width = Some(mandatory + format.optional).filter(|width| *width >= 2);
            }
        }
        marker.format = Some(format);
    }
    if matches!(component, 'Z' | 'z') {
        marker.format = Some(integer::analyse(presentation)?);
    }
    Ok(marker)
}

//! Documents that people paste and share: JSON, JSONC, YAML, the scenario document, the share link.

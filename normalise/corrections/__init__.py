"""Corrections of actions and reviews of findings, as people write them: what they say and to which plan they belong."""

from __future__ import annotations

from cjaplans.normalise.corrections.model import Corrected, Correction, Review, digest, prefix_of, relevant

__all__ = ["Corrected", "Correction", "Review", "digest", "prefix_of", "relevant"]

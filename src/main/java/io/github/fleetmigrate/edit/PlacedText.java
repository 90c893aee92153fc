package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.TextRange;

/**
 * A piece of a file.
 *
 * @param text as it stands there
 */
public record PlacedText(String text, TextRange range) {}

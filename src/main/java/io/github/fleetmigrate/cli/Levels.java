package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.proof.Level;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a level's word; {@code none} is no level that one can ask for. */
final class Levels implements ITypeConverter<Level> {
  static final String WORDS = "parse|eval|build";

  @Override
  public Level convert(String word) {
    return Level.of(word)
        .filter(level -> level != Level.NONE)
        .orElseThrow(
            () -> new TypeConversionException("there is no level " + word + " (levels are parse, eval and build)"));
  }
}

package io.github.fleetmigrate.nixeval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Nix functions that we apply to a flake's values; each lies beside this class as a file of its own. */
final class Scripts {
  static final String OUTPUT_NAMES = read("output-names.nix");
  static final String DEPLOY = read("deploy.nix");
  static final String SYSTEM = read("system.nix");
  static final String BATCH = read("batch.nix");
  static final String MODULES = read("modules.nix");

  private Scripts() {}

  private static String read(String name) {
    try (InputStream stream = Scripts.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Nix string literal of this text. */
  static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + '"';
  }
}

package io.github.fleetmigrate.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NixStyleTest {
  @Test
  void indentIsWhatMostLevelsAdd() {
    assertEquals("    ", NixStyle.of("{\n    a = {\n        b = [\n          1\n        ];\n    };\n}\n").indentUnit());
    assertEquals("\t", NixStyle.of("{\n\ta = {\n\t\tb = 1;\n\t};\n}\n").indentUnit());
    assertEquals("  ", NixStyle.of("{ }").indentUnit());
  }

  @Test
  void lineEndIsWhatMostLinesHave() {
    assertEquals("\r\n", NixStyle.of("{\r\n  a = 1;\r\n}\n").lineEnd());
    assertEquals("\n", NixStyle.of("{ }").lineEnd());
  }

  @Test
  void bracketsAreTightWhereMostAre() {
    assertTrue(NixStyle.of("{\n  a = [1];\n  b = {c = 1;};\n  d = [ 1 ];\n}").tightBrackets());
    assertFalse(NixStyle.of("{\n  a = [ 1 ];\n}").tightBrackets());
  }
}

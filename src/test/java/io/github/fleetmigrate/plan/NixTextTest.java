package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixTextTest {
  @Test
  void aStringCannotInterpolateOrEnd() {
    assertEquals("\"a\\${b}\\\"c\\\\d\\n\"", NixText.string("a${b}\"c\\d\n"));
  }

  @ParameterizedTest
  @CsvSource({"axon,axon", "web-1,web-1", "1st,\"\"\"1st\"\"\"", "with,\"\"\"with\"\"\"", "a.b,\"\"\"a.b\"\"\""})
  void aNameIsQuotedWhereItHasToBe(String name, String expected) {
    assertEquals(expected.replace("\"\"\"", "\""), NixText.name(name));
  }

  @Test
  void jsonBecomesNix() throws Exception {
    assertEquals(
        "{ a = null; b = [ 1 (-2) \"x\" { c = true; } ]; d = [ ]; }",
        NixText.value(new ObjectMapper().readTree("{\"a\":null,\"b\":[1,-2,\"x\",{\"c\":true}],\"d\":[]}")));
  }

  @Test
  void pathsAreDotted() {
    assertEquals("ssh.\"a b\"", NixText.path(List.of("ssh", "a b")));
  }
}

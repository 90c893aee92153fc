package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrvFileTest {
  private static final String PATH = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-hello-1.0.drv";

  private static Derivation parse(String text) throws IOException {
    return DrvFile.parse(PATH, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEveryPart() throws IOException {
    Derivation drv =
        parse(
            "Derive([(\"dev\",\"/nix/store/d\",\"\",\"\"),(\"out\",\"/nix/store/o\",\"r:sha256\",\"ab\")],"
                + "[(\"/nix/store/i.drv\",[\"dev\",\"out\"])],[\"/nix/store/s\"],\"x86_64-linux\",\"/bin/sh\","
                + "[\"-c\",\"echo\"],[(\"a\",\"1\"),(\"out\",\"/nix/store/o\")])");
    assertEquals("hello-1.0", drv.name());
    assertEquals(
        List.of(
            new Derivation.Output("dev", "/nix/store/d", "", ""),
            new Derivation.Output("out", "/nix/store/o", "r:sha256", "ab")),
        drv.outputs());
    assertEquals(Map.of("/nix/store/i.drv", List.of("dev", "out")), drv.inputs());
    assertEquals(List.of("/nix/store/s"), drv.sources());
    assertEquals("x86_64-linux", drv.platform());
    assertEquals("/bin/sh", drv.builder());
    assertEquals(List.of("-c", "echo"), drv.arguments());
    assertEquals(Map.of("a", "1", "out", "/nix/store/o"), drv.environment());
    assertFalse(drv.isFixed());
  }

  @Test
  void undoesEscapesAndKeepsEveryByte() throws IOException {
    Derivation drv =
        parse("Derive([],[],[],\"\",\"\",[\"a\\nb\\tc\\rd\\\\e\\\"f\",\"gr\u00fc\u00df\"],[])");
    assertEquals("a\nb\tc\rd\\e\"f", drv.arguments().get(0));
    assertEquals("gr\u00fc\u00df", DrvFile.readable(drv.arguments().get(1)));
    byte[] invalid = "Derive([],[],[],\"\",\"\",[\"?\",\"?\"],[])".getBytes(StandardCharsets.ISO_8859_1);
    invalid[24] = (byte) 0xff;
    invalid[28] = (byte) 0xfe;
    List<String> arguments = DrvFile.parse(PATH, invalid).arguments();
    assertEquals(List.of("\u00ff", "\u00fe"), arguments);
  }

  @Test
  void aFixedOutputIsKnown() throws IOException {
    assertTrue(parse("Derive([(\"out\",\"/nix/store/o\",\"sha256\",\"ab\")],[],[],\"\",\"\",[],[])").isFixed());
  }

  @Test
  void whatEveryBuildMakesAnewIsNotFixed() throws IOException {
    assertFalse(parse("Derive([(\"out\",\"\",\"r:sha256\",\"impure\")],[],[],\"\",\"\",[],[])").isFixed());
    assertFalse(parse("Derive([(\"out\",\"\",\"r:sha256\",\"\")],[],[],\"\",\"\",[],[])").isFixed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Derive(", "Derive([],[],[],\"\",\"\",[\"open", "DrvWithVersion(\"xp-dyn-drv\",[])"})
  void whatIsNoDerivationIsNamed(String text) {
    IOException problem = assertThrows(IOException.class, () -> parse(text));
    assertTrue(problem.getMessage().contains(PATH));
  }
}

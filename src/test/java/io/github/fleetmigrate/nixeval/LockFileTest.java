package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockFileTest {
  private static LockFile parse(String nodes) throws IOException {
    String json = "{\"nodes\":{" + nodes + "},\"root\":\"root\",\"version\":7}";
    return LockFile.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String node(String name, String rev) {
    return "\"" + name + "\":{\"locked\":{\"type\":\"github\",\"rev\":\"" + rev + "\"}}";
  }

  private static final String ROOT = "\"root\":{\"inputs\":{\"a\":\"a\",\"b\":[\"a\",\"n\"]}}";

  @Test
  void namesWhatWasAddedRemovedAndChanged() throws IOException {
    LockFile before = parse(ROOT + "," + node("a", "1") + "," + node("gone", "1") + "," + node("same", "1"));
    LockFile after = parse(node("a", "2") + "," + node("new", "1") + "," + node("same", "1") + ",\"root\":{}");
    assertEquals(new LockFile.Difference(List.of("new"), List.of("gone"), List.of("a")), before.to(after));
    assertTrue(before.to(before).isEmpty());
    assertEquals(List.of("a", "gone", "same"), LockFile.empty().to(before).added());
  }

  @Test
  void inputsLeadToNodesOrFollow() throws IOException {
    LockFile lock = parse(ROOT + "," + node("a", "1"));
    assertEquals(Map.of("a", "a", "b", "a/n"), lock.inputs());
    assertEquals("1", lock.locked("a").orElseThrow().path("rev").asText());
    assertTrue(lock.locked("nothing").isEmpty());
  }

  @Test
  void whatIsNoLockFileIsRefused() {
    assertThrows(IOException.class, () -> LockFile.parse("{".getBytes(StandardCharsets.UTF_8)));
    assertThrows(IOException.class, () -> LockFile.parse("[]".getBytes(StandardCharsets.UTF_8)));
  }
}

package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockFileTest {
  private static LockFile parse(String nodes) throws IOException {
    String json = "{\"nodes\":{" + nodes + "},\"root\":\"root\",\"version\":7}";
    return LockFile.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String node(String name, String rev) {
    return "\"" + name + "\":{\"locked\":{\"type\":\"github\",\"rev\":\"" + rev + "\"}}";
  }

  private static String node(String name, String rev, String inputs) {
    return "\"" + name + "\":{\"inputs\":{" + inputs + "},\"locked\":{\"type\":\"github\",\"rev\":\"" + rev + "\"}}";
  }

  private static String root(String inputs) {
    return "\"root\":{\"inputs\":{" + inputs + "}}";
  }

  @Test
  void namesWhatWasAddedRemovedAndChanged() throws IOException {
    LockFile before = parse(root("\"a\":\"a\",\"gone\":\"g\",\"s\":\"s\"") + "," + node("a", "1") + "," + node("g", "1") + "," + node("s", "1"));
    LockFile after = parse(root("\"a\":\"a\",\"new\":\"n\",\"s\":\"s\"") + "," + node("a", "2") + "," + node("n", "1") + "," + node("s", "1"));
    assertEquals(new LockFile.Difference(List.of("new"), List.of("gone"), List.of("a")), before.to(after));
    assertTrue(before.to(before).isEmpty());
    assertEquals(List.of("a", "gone", "s"), LockFile.empty().to(before).added());
  }

  @Test
  void nodesThatOnlyGetAnotherKeyAreTheSame() throws IOException {
    LockFile before =
        parse(
            root("\"deploy\":\"deploy\",\"pkgs\":\"pkgs_2\"") + ","
                + node("deploy", "1", "\"pkgs\":\"pkgs\"") + "," + node("pkgs", "old") + "," + node("pkgs_2", "own"));
    LockFile after =
        parse(
            root("\"deploy\":\"deploy\",\"fleet\":\"fleet\",\"pkgs\":\"pkgs_3\"") + ","
                + node("deploy", "1", "\"pkgs\":\"pkgs\"") + "," + node("fleet", "1", "\"pkgs\":\"pkgs_2\"") + ","
                + node("pkgs", "old") + "," + node("pkgs_2", "fleet's") + "," + node("pkgs_3", "own"));
    assertEquals(new LockFile.Difference(List.of("fleet", "fleet/pkgs"), List.of(), List.of()), before.to(after));
  }

  @Test
  void anInputOfAnInputThatMovesIsChanged() throws IOException {
    String roots = root("\"a\":\"a\"") + "," + node("a", "1", "\"n\":\"n\"") + ",";
    assertEquals(List.of("a/n"), parse(roots + node("n", "1")).to(parse(roots + node("n", "2"))).changed());
  }

  @Test
  void anInputThatFollowsIsThePathItFollows() throws IOException {
    String nodes = "," + node("a", "1", "\"n\":\"n\"") + "," + node("n", "1");
    LockFile follows = parse(root("\"a\":\"a\",\"b\":[\"a\",\"n\"]") + nodes);
    assertEquals("[\"a\",\"n\"]", follows.inputs().get("b").toString());
    assertEquals(List.of("b"), follows.to(parse(root("\"a\":\"a\",\"b\":\"n\"") + nodes)).changed());
  }

  @Test
  void whatIsNoLockFileIsRefused() {
    assertThrows(IOException.class, () -> LockFile.parse("{".getBytes(StandardCharsets.UTF_8)));
    assertThrows(IOException.class, () -> parse("\"a\":[]"));
    assertThrows(IOException.class, () -> LockFile.parse("[]".getBytes(StandardCharsets.UTF_8)));
  }
}

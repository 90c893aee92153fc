package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextChangeTest {

  @Test
  void linesThatCameAndWent() {
    assertEquals("- \"b\" + \"x\" + \"y\"", TextChange.between("a\nb\nc\n", "x\na\ny\nc\n").words());
    assertEquals("- \"a\"", TextChange.between("a\na\n", "a\n").words());
    assertEquals("in another order", TextChange.between("a\nb\n", "b\na\n").words());
  }

  @Test
  void aShortLineIsShownWhole() {
    assertEquals("- \"one two\" + \"one three\"", TextChange.between("one two", "one three").words());
  }

  @Test
  void aLongLineByItsWords() {
    String words = "word ".repeat(20);
    assertEquals("+ \"quiet\"", TextChange.between(words, words + "quiet").words());
  }

  @Test
  void jsonByItsValues() {
    assertEquals(
        "- \"users.syg.uid = 1000\" + \"users.syg.uid = 1001\" + \"users.deploy.name = \"deploy\"\"",
        TextChange.between(
                "{\"users\":[{\"name\":\"syg\",\"uid\":1000}]}",
                "{\"users\":[{\"name\":\"syg\",\"uid\":1001},{\"name\":\"deploy\"}]}")
            .words());
  }

  @Test
  void listElementsMayMove() {
    assertEquals("- \"paths = {\"p\":1}\"", TextChange.between("{\"paths\":[{\"p\":1},{\"p\":2}]}", "{\"paths\":[{\"p\":2}]}").words());
  }

  @Test
  void noMoreThanNeededIsShown() {
    String words = TextChange.between("", "1\n2\n3\n4\n5\n" + "x".repeat(200)).words();
    assertEquals("+ \"1\" + \"2\" + \"3\" + 3 more", words);
  }

  @Test
  void whetherOnlySomethingIsMentioned() {
    assertTrue(TextChange.between("a\n", "a\nlink <hosts> x\n").onlyMentions(List.of("<hosts")));
    assertFalse(TextChange.between("a\n", "b\nlink <hosts> x\n").onlyMentions(List.of("<hosts")));
  }
}

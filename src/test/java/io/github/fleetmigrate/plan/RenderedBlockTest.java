package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderedBlockTest {

  @Test
  void aBlockIsFoundWhateverItsIndentationAndTheNewOneTakesIt() {
    assertEquals(
        Optional.of("{\n    x = {\n      b = 2;\n\n    };\n  y\n}\n"),
        RenderedBlock.replace("{\n    x = {\n      a = 1;\n    };\n  y\n}\n", "x = {\n  a = 1;\n};\n", "x = {\n  b = 2;\n\n};\n"));
  }

  @Test
  void everyOtherByteStays() {
    assertEquals(Optional.of("a\r\nnew\r\nb\nc\r"), RenderedBlock.replace("a\r\nold\r\nb\nc\r", "old", "new"));
    assertEquals(Optional.of("\tnew\n\n"), RenderedBlock.replace("\told\n\n", "old\n", "new\n"));
    assertEquals(Optional.of("new"), RenderedBlock.replace("old", "old", "new"));
    assertEquals(Optional.of("x\n  1\n  2\nold\n"), RenderedBlock.replace("x\n  old\nold\n", "old", "1\n2"));
  }

  @Test
  void aTextThatSomebodyChangedIsNotFound() {
    assertEquals(Optional.empty(), RenderedBlock.replace("a\nb\nd\n", "b\nc", "x"));
    assertEquals(Optional.empty(), RenderedBlock.replace("", "b", "x"));
    assertEquals(Optional.empty(), RenderedBlock.replace("a\n", "\n", "x"));
  }
}

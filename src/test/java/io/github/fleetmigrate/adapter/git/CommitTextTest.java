package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTextTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Title\n\nBody.\n\nKey: value\nOther-Key: more: colons\n",
        "Title\n\nKey: value\n folded\n\tagain\n",
        "Title only: no trailer\n",
        "Title\nsecond line\n\nnot: a trailer\nbecause of this line\n",
        "Title\n\nSigned-off-by: A <a@b>\nfree text\nmore text\n",
        "Title\n\nSigned-off-by: A <a@b>\none\ntwo\nthree\nfour\nfive\n",
        "Title\n\n(cherry picked from commit 123)\nKey: value\n",
        "Title\n\nBody\n\nKey: value\n\n\n",
        "Title\n\nKey: {\"json\":\"on one line\"}\nEmpty:\n",
        "Title\n\nKey : spaced\nkey with space: no\n",
        "Title\n\n  indented: first\nKey: value\n",
        "Title\n\nBody\n# comment\nKey: value\n",
        "Title\n\nKey: one\nKey: two\n"
      })
  void readsTrailersAsGitDoes(String message) throws IOException {
    GitFixture repository = GitFixture.init(folder.resolve("r"));
    Path file = Files.writeString(folder.resolve("message"), message);
    Map<String, String> expected = new LinkedHashMap<>();
    for (String line : repository.git("interpret-trailers", "--parse", file.toString()).lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        expected.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }

    assertEquals(expected, CommitText.trailers(message));
  }

  @Test
  void theSubjectIsTheFirstParagraphOnOneLine() {
    assertEquals("One two", CommitText.subject("\nOne\n two\n\nBody\n"));
    assertEquals("", CommitText.subject(""));
  }
}

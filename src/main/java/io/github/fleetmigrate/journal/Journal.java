package io.github.fleetmigrate.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.fleetmigrate.port.JournalStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's journal: entries as JSON lines, {@code {"entry": "RunBegun", "at": …}}. */
public final class Journal {
  private static final String ENTRY = "entry";
  private static final Map<String, Class<? extends JournalEntry>> ENTRIES =
      Stream.of(
              JournalEntry.RunBegun.class,
              JournalEntry.Answered.class,
              JournalEntry.BaselineTaken.class,
              JournalEntry.DeployUsersFound.class,
              JournalEntry.TransitionBegun.class,
              JournalEntry.FilesWritten.class,
              JournalEntry.Verified.class,
              JournalEntry.TransitionDone.class,
              JournalEntry.TransitionFailed.class,
              JournalEntry.TransitionAbandoned.class,
              JournalEntry.PushBegun.class,
              JournalEntry.BackBegun.class,
              JournalEntry.PushStarted.class,
              JournalEntry.PushEnded.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, entry -> entry));

  private final JournalStore store;
  private final String run;
  private final ObjectMapper json =
      JsonMapper.builder()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .addModule(instants())
          .build();

  public Journal(JournalStore store, String run) {
    this.store = store;
    this.run = run;
  }

  public String run() {
    return run;
  }

  /** Appends an entry; it is on the disk when this returns. */
  public void append(JournalEntry entry) throws IOException {
    ObjectNode line = json.createObjectNode();
    line.put(ENTRY, entry.getClass().getSimpleName());
    line.setAll((ObjectNode) json.valueToTree(entry));
    store.append(run, json.writeValueAsString(line));
  }

  /**
   * All entries, oldest first.
   *
   * @throws IOException where a line is not an entry of ours: the message names the run and the line
   */
  public List<JournalEntry> read() throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    int number = 0;
    for (String line : store.read(run)) {
      number++;
      try {
        ObjectNode node = (ObjectNode) json.readTree(line);
        Class<? extends JournalEntry> type = ENTRIES.get(node.path(ENTRY).asText());
        if (type == null) {
          throw new IOException("unknown entry " + node.path(ENTRY));
        }
        node.remove(ENTRY);
        entries.add(json.convertValue(node, type));
      } catch (JsonProcessingException | ClassCastException | IllegalArgumentException e) {
        throw new IOException("the journal of run " + run + " cannot be read at line " + number, e);
      }
    }
    return entries;
  }

  /** Instants stand as ISO-8601 text, which databind alone does not write. */
  private static SimpleModule instants() {
    return new SimpleModule()
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addDeserializer(
            Instant.class,
            new FromStringDeserializer<Instant>(Instant.class) {
              @Override
              protected Instant _deserialize(String value, DeserializationContext context) {
                return Instant.parse(value);
              }
            });
  }
}

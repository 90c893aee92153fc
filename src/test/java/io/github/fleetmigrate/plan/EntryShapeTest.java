package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryShapeTest {
  private final ObjectMapper json = new ObjectMapper();

  private Map<String, JsonNode> siblings(String... nameAndEntry) throws Exception {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    for (int i = 0; i < nameAndEntry.length; i += 2) {
      out.put(nameAndEntry[i], json.readTree(nameAndEntry[i + 1]));
    }
    return out;
  }

  @Test
  void fieldsThatSiblingsDeriveFromTheirNamesAreDerivedFromTheNewName() throws Exception {
    EntryShape shape =
        new EntryShape(
            "axon",
            siblings(
                "nexus", "{\"hostname\": \"nexus\", \"fqdn\": \"nexus.home\"}",
                "cortex", "{\"hostname\": \"cortex\", \"fqdn\": \"cortex.home\"}"),
            Map.of("ip", TextNode.valueOf("10.0.0.11")));
    assertEquals(
        json.readTree("{\"hostname\": \"axon\", \"fqdn\": \"axon.home\", \"ip\": \"10.0.0.11\"}"), shape.entry());
  }

  @Test
  void whatEverySiblingAgreesOnIsTakenOverAndKnownValuesWin() throws Exception {
    EntryShape shape =
        new EntryShape(
            "axon",
            siblings(
                "a", "{\"ssh\": {\"user\": \"x\", \"port\": 22, \"key\": \"~/.ssh/id\"}}",
                "b", "{\"ssh\": {\"user\": \"y\", \"port\": 22, \"key\": \"~/.ssh/id\"}}"),
            Map.of("ssh.user", TextNode.valueOf("jarvis")));
    assertEquals(
        json.readTree("{\"ssh\": {\"user\": \"jarvis\", \"port\": 22, \"key\": \"~/.ssh/id\"}}"), shape.entry());
  }

  @Test
  void anUnknownFieldIsNullWhereASiblingHasNullAndLeftOutOtherwise() throws Exception {
    EntryShape shape =
        new EntryShape(
            "axon",
            siblings("a", "{\"mac\": null, \"nic\": \"eno1\"}", "b", "{\"mac\": \"00:01\", \"nic\": \"enp3s0\"}"),
            Map.of());
    assertEquals(json.readTree("{\"mac\": null}"), shape.entry());
    assertEquals(List.of("nic"), shape.leftOut());
  }

  @Test
  void oneSiblingAloneAgreesOnNothingButItsName() throws Exception {
    EntryShape shape =
        new EntryShape("axon", siblings("a1", "{\"hostname\": \"a1\", \"mac\": \"00:01\"}"), Map.of());
    assertEquals(json.readTree("{\"hostname\": \"axon\"}"), shape.entry());
    assertEquals(List.of("mac"), shape.leftOut());
  }
}

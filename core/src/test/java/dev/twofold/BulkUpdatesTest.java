package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.InMemoryTier;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded again after statements of which the tables and maybe the columns are known. */
class BulkUpdatesTest {

  private Node node;

  @BeforeEach
  void warm() {
    node =
        new Node(
            "jdbc:h2:mem:" + UUID.randomUUID(),
            new InMemoryTier(),
            Node.SETTINGS,
            Gazette.loaders());
    node.write(Gazette::fill);
    node.loads();
    assertThat(node.loads()).isEmpty();
  }

  @AfterEach
  void close() {
    node.close();
  }

  private String loadedAfter(String hql) {
    node.write(session -> session.createMutationQuery(hql).executeUpdate());
    return node.loads();
  }

  @Test
  void columnThatNoListReads_theRows() {
    assertThat(loadedAfter("update Remark set text = 'new'")).isEqualTo("RemarkLoader=12");
  }

  @Test
  void columnThatIsAggregated_theAggregatesAndNoLists() {
    assertThat(loadedAfter("update Story set points = 7 where id = 1"))
        .isEqualTo("FrontPageLoader=1 PointsLoader=9 StoryLoader=9 Writer.BEST=3");
  }

  @Test
  void columnOfAUniqueKey_theKeys() {
    assertThat(loadedAfter("update Writer set name = 'new' where id = 1"))
        .isEqualTo("WriterLoader=9 WriterLoader by name=7");
  }

  @Test
  void columnOfTheLink_theLists() {
    assertThat(loadedAfter("update Remark r set r.story.id = 2 where r.id = 11"))
        .isEqualTo("Story.REMARKS=6");
  }

  @Test
  void delete_theLists() {
    assertThat(loadedAfter("delete from Remark where id = 61")).isEqualTo("Story.REMARKS=6");
  }
}

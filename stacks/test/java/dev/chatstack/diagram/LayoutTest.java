package dev.chatstack.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.diagram.Picture.Area;
import dev.chatstack.diagram.Picture.Arrow;
import dev.chatstack.diagram.Picture.Box;
import dev.chatstack.diagram.Picture.Kind;
import dev.chatstack.diagram.Picture.Surroundings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The layout of a picture")
class LayoutTest {
    private final Picture picture = new Picture(
            "small",
            "",
            List.of("cloud", "network", "cluster"),
            new Surroundings(
                    List.of(box("people", Kind.OUTSIDE)),
                    List.of(),
                    List.of(box("bucket", Kind.CLOUD), box("internet", Kind.OUTSIDE)),
                    List.of(box("zone a", Kind.ZONE), box("zone b", Kind.ZONE))),
            List.of(
                    new Area("way-in", "", List.of(box("way-in/gateway", Kind.SERVICE))),
                    new Area(
                            "chat",
                            "",
                            List.of(
                                    box("chat/server", Kind.SERVICE),
                                    box("chat/backup", Kind.TASK),
                                    box("chat/mongo", Kind.DATA)))),
            List.of(
                    new Arrow("people", "way-in/gateway", "443"),
                    new Arrow("way-in/gateway", "chat/server", "3000"),
                    new Arrow("chat/server", "chat/mongo", "27017"),
                    new Arrow("chat/backup", "chat/mongo", "27017"),
                    new Arrow("chat/backup", "bucket", "443")));

    private final Layout layout = new Layout(picture);

    @Test
    void letsArrowsPointToTheRight() {
        for (Arrow arrow : picture.arrows()) {
            assertThat(layout.of(arrow.from()).right())
                    .as("%s", arrow)
                    .isLessThan(layout.of(arrow.to()).x());
        }
    }

    @Test
    void putsEveryBoxIntoItsNamespaceAndNamespacesIntoTheFrames() {
        for (Area area : picture.areas()) {
            Place around = layout.areas().get(area.name());
            area.boxes().forEach(box -> assertThat(contains(around, layout.of(box.id())))
                    .isTrue());
            layout.frames().all().forEach(frame -> assertThat(contains(frame, around))
                    .isTrue());
        }
        assertThat(contains(layout.frames().all().get(0), layout.of("bucket"))).isTrue();
        assertThat(contains(layout.frames().all().get(1), layout.of("bucket"))).isFalse();
        assertThat(layout.of("internet").x())
                .isGreaterThan(layout.frames().all().get(0).right());
        assertThat(contains(layout.frames().sheet(), layout.of("internet"))).isTrue();
        assertThat(contains(layout.frames().sheet(), layout.frames().all().get(0)))
                .isTrue();
    }

    @Test
    void putsTheZonesBelowTheNamespacesIntoTheCluster() {
        Place cluster = layout.frames().all().get(2);
        for (String zone : List.of("zone a", "zone b")) {
            assertThat(contains(cluster, layout.of(zone))).isTrue();
            layout.areas().values().forEach(area -> assertThat(layout.of(zone).y())
                    .isGreaterThan(area.bottom()));
        }
        assertThat(layout.of("zone a").right()).isLessThan(layout.of("zone b").x());
    }

    @Test
    void sendsLongArrowsAroundTheBoxes() {
        assertThat(layout.isStraight(picture.arrows().get(3))).isTrue();
        assertThat(layout.isStraight(picture.arrows().get(4))).isFalse();
    }

    private static boolean contains(Place outer, Place inner) {
        return outer.x() <= inner.x()
                && outer.y() <= inner.y()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    private static Box box(String id, Kind kind) {
        return new Box(id, id, List.of("a line"), kind);
    }
}

package dev.twofold.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.plot.DefaultDrawingSupplier;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The picture of a group: cost of each key by number of keys where that varies, else bars. */
final class Plot {

  private static final int WIDTH = 900;

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** The first two are as wide as the font that texts are placed by; most readers have one. */
  private static final String FONTS = "'DejaVu Sans', Verdana, sans-serif";

  private static final Color INK = new Color(0x24292f);
  private static final Color GRID = new Color(0xc8d0d8);

  /** Colours that can be told apart. */
  private static final Paint[] PALETTE = {
    new Color(0x4e79a7),
    new Color(0xf28e2b),
    new Color(0x59a14f),
    new Color(0xe15759),
    new Color(0xb07aa1),
    new Color(0x2a9d9d),
    new Color(0x9c755f),
    new Color(0xc9a227)
  };

  private final JFreeChart chart;
  private final int height;

  private Plot(JFreeChart chart, int height) {
    this.chart = chart;
    this.height = height;
    theme().apply(chart);
    chart.setPadding(new RectangleInsets(8, 8, 8, 16));
  }

  static Plot of(String title, List<Measurement> measurements) {
    long numbersOfKeys =
        measurements.stream().flatMapToDouble(m -> m.keys().stream()).distinct().count();
    Labels labels = new Labels(measurements);
    if (numbersOfKeys > 1) {
      Curves curves = new Curves(measurements, labels);
      return new Plot(curves.chart(title), curves.height());
    }
    Bars bars = new Bars(measurements, labels);
    return new Plot(bars.chart(title), bars.height());
  }

  /** A colour of the palette, which goes round. */
  static Paint color(int number) {
    return PALETTE[number % PALETTE.length];
  }

  /** Writes it as SVG: the same bytes for the same measurements. */
  void write(Path file) throws IOException {
    Document document =
        GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    context.setStyleHandler(new Fonts());
    SVGGraphics2D graphics = new Canvas(context);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, height));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(WIDTH, height));
    try (Writer writer = Files.newBufferedWriter(file)) {
      graphics.stream(root, writer);
    }
  }

  private static StandardChartTheme theme() {
    StandardChartTheme theme = new StandardChartTheme("report");
    theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    theme.setLargeFont(font);
    theme.setRegularFont(font);
    theme.setSmallFont(font);
    theme.setTitlePaint(INK);
    theme.setSubtitlePaint(INK);
    theme.setAxisLabelPaint(INK);
    theme.setTickLabelPaint(INK);
    theme.setItemLabelPaint(INK);
    theme.setLegendItemPaint(INK);
    // White in the dark view too: the letters are dark.
    theme.setChartBackgroundPaint(Color.WHITE);
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setPlotOutlinePaint(GRID);
    theme.setDomainGridlinePaint(GRID);
    theme.setRangeGridlinePaint(GRID);
    theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
    theme.setShadowVisible(false);
    theme.setBarPainter(new StandardBarPainter());
    theme.setDrawingSupplier(
        new DefaultDrawingSupplier(
            PALETTE,
            PALETTE,
            new Stroke[] {new BasicStroke(2)},
            new Stroke[] {new BasicStroke(1)},
            DefaultDrawingSupplier.createStandardSeriesShapes()));
    return theme;
  }

  /** Measures letters as browsers do: not in whole pixels, or labels would not end in line. */
  private static final class Canvas extends SVGGraphics2D {

    Canvas(SVGGeneratorContext context) {
      super(context, false);
      fmg.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }
  }

  /** Names fonts that the reader has. */
  private static final class Fonts extends DefaultStyleHandler {

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void setStyle(Element element, Map style, SVGGeneratorContext context) {
      style.computeIfPresent("font-family", (property, family) -> FONTS);
      super.setStyle(element, style, context);
    }
  }
}

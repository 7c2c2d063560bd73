package dev.twofold.demo.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes files of pixels, and pixels of files, in memory. */
public final class ImageCodec {

  private static final float JPEG_QUALITY = 0.82f;

  /** For PNG: how little is done to make it small. */
  private static final float NOT_COMPRESSED = 1;

  private ImageCodec() {}

  /** A file as it is sent to a browser. */
  public static Image encode(Pixels pixels, ImageFormat format) {
    return encode(pixels, format, format == ImageFormat.JPEG ? JPEG_QUALITY : null);
  }

  /** A file as a camera writes it: as large as the picture, and quickly made. */
  public static Image original(Pixels pixels) {
    return encode(pixels, ImageFormat.PNG, NOT_COMPRESSED);
  }

  private static Image encode(Pixels pixels, ImageFormat format, @Nullable Float quality) {
    byte[] content = Detached.call(() -> written(image(pixels), format, quality));
    return new Image(format, pixels.width(), pixels.height(), content);
  }

  private static byte[] written(BufferedImage image, ImageFormat format, @Nullable Float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.text()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (quality != null) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write a picture as " + format.text(), e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * The pixels of a file.
   *
   * @throws UncheckedIOException if it is none of that format
   */
  public static Pixels decode(ImageFormat format, byte[] file) {
    return Detached.call(() -> pixels(read(format, file)));
  }

  private static BufferedImage read(ImageFormat format, byte[] file) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.text()).next();
    try (MemoryCacheImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      return reader.read(0);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of %,d bytes is no picture".formatted(file.length), e);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage image(Pixels pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), pixels.rgb());
    return image;
  }

  static Pixels pixels(BufferedImage image) {
    Raster raster = image.getRaster();
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * Pixels.COLOURS];
    raster.getDataElements(0, 0, image.getWidth(), image.getHeight(), rgb);
    return new Pixels(image.getWidth(), image.getHeight(), rgb);
  }
}

package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.codec.Samples.Everything;
import dev.twofold.codec.Samples.Nothing;
import dev.twofold.codec.Samples.Tree;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bytes of some values, as nodes of the present release write them. A test that fails here says
 * that nodes of two releases would misread each other: raise {@code BinaryCodec.LAYOUT} with it.
 */
class BinaryLayoutTest {

  private static <V> String hex(ValueCodec<V> codec, V value) {
    return HexFormat.of().formatHex(codec.encode(value));
  }

  @Test
  void layout_ofLongs_isZigZag() {
    ValueCodec<Long> codec = ValueCodec.of(Long.class);

    assertThat(hex(codec, 0L)).isEqualTo("00");
    assertThat(hex(codec, -1L)).isEqualTo("01");
    assertThat(hex(codec, 1L)).isEqualTo("02");
    assertThat(hex(codec, 64L)).isEqualTo("8001");
    assertThat(hex(codec, Long.MIN_VALUE)).isEqualTo("ffffffffffffffffff01");
  }

  @Test
  void layout_ofStrings_isUtf8OrUnits() {
    ValueCodec<String> codec = ValueCodec.of(String.class);

    assertThat(hex(codec, "ada")).isEqualTo("06616461");
    assertThat(hex(codec, "ë")).isEqualTo("04c3ab");
    assertThat(hex(codec, "\uD83D")).isEqualTo("03d83d");
  }

  @Test
  void layout_ofRecords_isNullsThenComponents() {
    assertThat(hex(ValueCodec.of(Nothing.class), new Nothing())).isEqualTo("00");
    assertThat(hex(ValueCodec.of(Tree.class), new Tree(1, List.of(new Tree(2, null)))))
        .isEqualTo("000202" + "0104");
  }

  @Test
  void layout_ofLists_marksNulls() {
    ValueCodec<List<Boolean>> codec = ValueCodec.ofList(Boolean.class);

    assertThat(hex(codec, List.of(true, false))).isEqualTo("040100");
    assertThat(hex(codec, Arrays.asList(true, null))).isEqualTo("05010100");
  }

  @Test
  void layout_ofEverything_isThatOfTheRelease() {
    ValueCodec<Everything> codec = ValueCodec.of(Everything.class);
    String bytes =
        "000101ffffff03ffff03feffffff0fffffffffffffffffff01bf0000007ff80000000000"
            + "000df00000000000000000000000000803fe1df8000001ff93ebdc03b3f389a3a115ffa2"
            + "05ff93ebdc03cebf02a556808c8d9e02cebf02a556808c8d9e02efc401c0d10200c0f407"
            + "c6be02a84600a0381a4575726f70652f4265726c696e125554432b30313a3030bff407ff"
            + "ffffffffffffffff0101010405fda7d6b907d41f0c021d00127a6fc3ab20f09f9880ffff"
            + "ffffffffffff00000000000000010a64652d4445064555523268747470733a2f2f657861"
            + "6d706c652e6f72672f613f62236301000701026100010262020104027a02610404020400"
            + "02020406010e70726573656e74000101013fb999999999999a0006010040040000000000"
            + "0000020100003ff00000000000000001010c7365636f6e64000204000400000602000800";

    assertThat(hex(codec, Samples.everything())).isEqualTo(bytes);
    assertThat(codec.decode(HexFormat.of().parseHex(bytes))).isEqualTo(Samples.everything());
  }

  @Test
  void schema_ofEverything_isThatOfTheRelease() {
    assertThat(ValueCodec.of(Everything.class).schema())
        .isEqualTo(
            "layout 1: #1 Samples$Everything(numbers:#2 Samples$Numbers(flag:boolean,"
                + "tiny:byte,small:short,letter:char,number:int,big:long,real:float,precise"
                + ":double,boxed:Integer,huge:BigInteger,price:BigDecimal),times:#3 Samples"
                + "$Times(instant:Instant,date:LocalDate,time:LocalTime,dateTime:LocalDateT"
                + "ime,offsetDateTime:OffsetDateTime,offsetTime:OffsetTime,zonedDateTime:Zo"
                + "nedDateTime,zone:ZoneId,offset:ZoneOffset,duration:Duration,period:Perio"
                + "d,year:Year,yearMonth:YearMonth,monthDay:MonthDay),texts:#4 Samples$Text"
                + "s(text:String,id:UUID,locale:Locale,currency:Currency,uri:URI,status:Sam"
                + "ples$Status{DRAFT|LIVE}),containers:#5 Samples$Containers(list:List<Stri"
                + "ng>,set:Set<Samples$Status{DRAFT|LIVE}>,map:Map<String,List<Long>>,colle"
                + "ction:Collection<#6 Samples$Vector(x:int,y:int,z:int)>,optional:Optional"
                + "<String>,optionalInt:OptionalInt,optionalLong:OptionalLong,optionalDoubl"
                + "e:OptionalDouble),drawing:#7 Samples$Drawing(shapes:List<#8 Samples$Shap"
                + "e[#9 Samples$Circle(radius:Double)|#10 Samples$Square(side:Double,status"
                + ":Samples$Status{DRAFT|LIVE})|Samples$Unit{POINT|LINE}]>,pair:#11 Samples"
                + "$Pair(first:Samples$Status{DRAFT|LIVE},second:#12 Samples$Pair(first:Lon"
                + "g,second:String))),tree:#13 Samples$Tree(value:int,children:List<#13>))");
  }
}

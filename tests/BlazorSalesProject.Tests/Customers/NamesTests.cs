using BlazorSalesProject.Customers;

namespace BlazorSalesProject.Tests.Customers;

public sealed class NamesTests
{
    [Theory]
    [InlineData("深圳市华星光电有限公司", "深圳市华星光电")]
    [InlineData("深圳市华星光电股份有限公司", "深圳市华星光电")]
    [InlineData("深圳市华星光电有限责任公司", "深圳市华星光电")]
    [InlineData("东莞精密机械（集团）有限公司", "东莞精密机械")]
    [InlineData("东莞精密机械(集团)有限公司", "东莞精密机械集团公司")]
    [InlineData("　ＡＢＣ 科技 有限公司", "abc科技")]
    [InlineData("Acme Corporation", "ACME Corp.")]
    [InlineData("Acme, Inc.", "acme")]
    [InlineData("Müller GmbH", "MÜLLER")]
    [InlineData("华为-技术", "华为技术")]
    public void One_company_written_two_ways_has_one_key(string one, string other) => Assert.Equal(CompanyName.Key(one), CompanyName.Key(other));

    [Theory]
    [InlineData("深圳华星", "深圳华兴")]
    [InlineData("集团", "公司")]
    [InlineData("北京分公司设备厂", "北京设备厂")]
    public void Different_companies_have_different_keys(string one, string other) => Assert.NotEqual(CompanyName.Key(one), CompanyName.Key(other));

    [Fact]
    public void A_name_that_is_only_a_legal_form_keeps_a_key() => Assert.NotEqual("", CompanyName.Key("有限公司"));

    [Theory]
    [InlineData("138 0001 0001", "13800010001")]
    [InlineData("+86 138-0001-0001", "13800010001")]
    [InlineData("008613800010001", "13800010001")]
    [InlineData("（０７５５）１２３４ ５６７８", "075512345678")]
    [InlineData("12345", null)]
    [InlineData("无", null)]
    [InlineData(null, null)]
    public void A_phone_is_its_digits(string? phone, string? key) => Assert.Equal(key, PhoneNumber.Key(phone));

    [Fact]
    public void Likeness_is_one_for_the_same_none_for_strangers_and_high_for_one_wrong_sign()
    {
        Assert.Equal(1, CompanyName.Likeness("深圳市华星光电", "深圳市华星光电"));
        Assert.Equal(0, CompanyName.Likeness("深圳", "广州"));
        Assert.Equal(0, CompanyName.Likeness("a", "b"));
        Assert.InRange(CompanyName.Likeness("深圳市华星光电技术股份", "深圳市华兴光电技术股份"), 0.75, 0.99);
    }

    [Theory]
    [InlineData("深圳市华星光电有限公司", "深**")]
    [InlineData("𠮷野家", "𠮷**")]
    [InlineData("", "**")]
    public void A_masked_name_tells_its_first_sign(string name, string masked) => Assert.Equal(masked, CompanyName.Mask(name));
}

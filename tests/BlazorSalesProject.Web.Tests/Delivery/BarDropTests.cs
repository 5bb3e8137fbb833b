using BlazorSalesProject.Web.Delivery;

namespace BlazorSalesProject.Web.Tests.Delivery;

/// <summary>What the plan's script may say, and what is passed over.</summary>
public sealed class BarDropTests
{
    [Fact]
    public void A_drop_says_which_task_which_end_and_how_far()
    {
        var id = Guid.NewGuid();
        Assert.Equal(new BarDrop(id, 3, "due", -4), BarDrop.Read($$"""{"id":"{{id}}","version":3,"end":"due","days":-4}"""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"id\":\"0198a4f0-0000-7000-8000-000000000001\",\"version\":1,\"end\":\"all\",\"days\":0}")]
    [InlineData("{\"id\":\"0198a4f0-0000-7000-8000-000000000001\",\"version\":1,\"end\":\"all\",\"days\":99999}")]
    [InlineData("{\"id\":\"0198a4f0-0000-7000-8000-000000000001\",\"version\":1,\"end\":\"all\",\"days\":1e99}")]
    public void What_is_no_drop_is_passed_over(string? told) => Assert.Null(BarDrop.Read(told));
}

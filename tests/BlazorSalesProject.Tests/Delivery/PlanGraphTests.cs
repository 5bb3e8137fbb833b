using BlazorSalesProject.Delivery.Planning;

namespace BlazorSalesProject.Tests.Delivery;

/// <summary>What may wait for what.</summary>
public sealed class PlanGraphTests
{
    [Fact]
    public void What_waits_for_others_in_a_line_is_fine() => Assert.Null(Wrong(3, new(1, "a", null, []), new(2, "b", null, [1]), new(3, "c", null, [1, 2])));

    [Fact]
    public void Nothing_waits_for_itself() => Assert.Equal("Delivery.NeedCircle", Wrong(1, new PlanNode<int>(1, "a", null, [1])));

    [Fact]
    public void Nothing_waits_for_what_waits_for_it_however_far() =>
        Assert.Equal("Delivery.NeedCircle", Wrong(1, new(1, "a", null, [4]), new(2, "b", null, [1]), new(3, "c", null, [2]), new(4, "d", null, [3])));

    [Fact]
    public void A_part_waits_neither_for_its_whole_nor_the_whole_for_its_part()
    {
        Assert.Equal("Delivery.NeedIsFamily", Wrong(2, new(1, "whole", null, []), new(2, "part", 1, [1])));
        Assert.Equal("Delivery.NeedIsFamily", Wrong(1, new(1, "whole", null, [2]), new(2, "part", 1, [])));
        Assert.Equal("Delivery.NeedIsFamily", Wrong(1, new(1, "whole", null, [3]), new(2, "part", 1, []), new(3, "part of part", 2, [])));
    }

    [Fact]
    public void Becoming_a_part_of_what_waits_for_it_is_refused() =>
        Assert.Equal("Delivery.NeedIsFamily", Wrong(2, new(1, "whole", null, [2]), new(2, "part", 1, [])));

    [Fact]
    public void Parts_of_one_whole_may_wait_for_each_other() => Assert.Null(Wrong(3, new(1, "whole", null, []), new(2, "b", 1, []), new(3, "c", 1, [2])));

    [Fact]
    public void What_is_not_there_is_neither_waited_for_nor_a_whole()
    {
        Assert.Equal("Delivery.NeedNotFound", Wrong(1, new PlanNode<int>(1, "a", null, [9])));
        Assert.Equal("Delivery.ParentNotFound", Wrong(1, new PlanNode<int>(1, "a", 9, [])));
        Assert.Equal("Delivery.ParentNotFound", Wrong(1, new(1, "a", 2, []), new(2, "b", 1, [])));
    }

    private static string? Wrong(int id, params PlanNode<int>[] nodes) => new PlanGraph<int>(nodes).Wrong(id)?.Key;
}

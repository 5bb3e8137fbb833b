namespace BlazorSalesProject.Web.Tests.House;

/// <summary>For tests that measure the whole process, such as its memory: nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}

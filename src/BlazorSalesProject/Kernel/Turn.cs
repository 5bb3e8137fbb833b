namespace BlazorSalesProject.Kernel;

/// <summary>
/// The fence of a job's run (rule D-8): whatever is saved with it is saved only while nobody has begun the same job since. A node that
/// slept through its own replacement comes too late and changes nothing.
/// </summary>
public sealed record Turn(string Job, long Fence);

/// <summary>An answer that knows how many rows it stands for, for the record of a run.</summary>
public interface ICountRows
{
    long Rows { get; }
}

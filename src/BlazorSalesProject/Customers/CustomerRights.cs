using BlazorSalesProject.People;

namespace BlazorSalesProject.Customers;

/// <summary>What a person may do to a customer he sees; asked by the verb and by the button.</summary>
public static class CustomerRights
{
    public static bool MayEdit(this Me me, Customer customer, DateOnly today) =>
        me.May(Area.Customers, Function.Edit, customer.OwnerId)
        || (customer.OwnerId is null && customer.PoolId is null && me.May(Area.Customers, Function.Edit))
        || customer.Collaborators.Exists(c => c.PersonId == me.Id && c.CanWrite && (c.Until is null || c.Until >= today));

    public static bool MayAssign(this Me me, Customer customer) =>
        me.May(Area.Customers, Function.Assign, customer.OwnerId)
        || (customer.OwnerId is null && customer.PoolId is null && me.May(Area.Customers, Function.Assign));

    public static bool MayShare(this Me me, Customer customer) => me.May(Area.Customers, Function.Share, customer.OwnerId);
}

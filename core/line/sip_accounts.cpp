#include "line/sip_accounts.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr Span secretsWatch = std::chrono::seconds(10);

} // namespace

SipAccounts::SipAccounts(Place place, Told told, Known known, std::function<void()> left)
    : m_place(std::move(place))
    , m_told(std::move(told))
    , m_known(std::move(known))
    , m_left(std::move(left))
{ }

SipAccounts::~SipAccounts()
{
    m_again.clear();
    m_accounts.clear();
    m_stacks.clear();
}

void SipAccounts::begin(const SipStation &shared, const SipStack::Ears &ears)
{
    for (const SipAccountSeat &seat : m_place.seats)
        begin(seat, shared, ears);
}

void SipAccounts::begin(const SipAccountSeat &seat, const SipStation &shared, const SipStack::Ears &ears)
{
    SipAccount::Listener &listener = *this; // a private base: only here it may be named
    const QString &name = seat.plan.name;
    const SipStation station = stationOf(seat.plan, shared, ears);
    if (!station.stack) { // the file of authorities can be mended
        if (!m_again.contains(name))
            m_told({name, false, LineFault::CertificateUnreadable});
        return m_again[name].start(secretsWatch, [this, seat, shared, ears] { begin(seat, shared, ears); });
    }
    auto &account = m_accounts[name] = std::make_unique<SipAccount>(seat.plan, seat.password, listener);
    account->begin(station);
}

SipStation SipAccounts::stationOf(const SipAccountPlan &plan, const SipStation &shared, const SipStack::Ears &ears)
{
    if (plan.transport != SipTransport::Tls)
        return shared;
    Result<TlsRole> role = TlsRole::client(plan.host, m_place.authorities);
    if (!role)
        return {};
    auto stack = std::make_unique<SipStack>(ears);
    tls *secrets = role.value().context();
    m_roles.insert_or_assign(plan.name, std::move(role).value());
    if (stack->begin() || stack->listen(SipTransport::Tls, {m_place.local, 0}, secrets))
        return {};
    return (m_stacks[plan.name] = std::move(stack))->station();
}

LineFault SipAccounts::secretsFault(const QString &account)
{
    const auto role = m_roles.find(account);
    return role == m_roles.end() ? LineFault::None : role->second.lastFault();
}

void SipAccounts::leave()
{
    m_again.clear();
    for (auto &[name, account] : m_accounts)
        account->leave();
}

void SipAccounts::close()
{
    for (auto &[name, stack] : m_stacks)
        stack->close();
}

bool SipAccounts::gone() const
{
    return std::all_of(m_accounts.begin(), m_accounts.end(), [](const auto &each) { return each.second->gone(); })
        && std::all_of(m_stacks.begin(), m_stacks.end(), [](const auto &each) { return each.second->exited(); });
}

const SipAccount *SipAccounts::named(const QString &name) const
{
    const auto found = m_accounts.find(name);
    return found == m_accounts.end() ? nullptr : found->second.get();
}

} // namespace nightbell

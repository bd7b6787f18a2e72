// All accounts, and for each that is over TLS the stack of its own.
#pragma once

#include "line/sip_account.h"
#include "line/sip_stack.h"
#include "line/sip_tls.h"

#include <map>

namespace nightbell {

struct SipAccountSeat
{
    SipAccountPlan plan;
    QByteArray password;
};

class SipAccounts : private SipAccount::Listener
{
public:
    struct Place
    {
        QList<SipAccountSeat> seats;
        QHostAddress local;  // where the encrypted connections leave from
        QString authorities; // who may sign a registrar's certificate; empty: whom the system trusts
    };
    using Told = std::function<void(const LineState &)>;
    using Known = std::function<void(const QHostAddress &registrar)>;

    SipAccounts(Place place, Told told, Known known, std::function<void()> left);
    ~SipAccounts() override;

    void begin(const SipStation &shared, const SipStack::Ears &ears);
    void leave(); // un-registers everywhere; left() follows whenever one is done
    void close();
    bool gone() const; // everywhere, and nothing of libre's is left

    const SipAccount *named(const QString &name) const;

private:
    void accountChanged(const LineState &state) override { m_told(state); }
    void registrarAnswered(const QHostAddress &registrar) override { m_known(registrar); }
    void accountLeft() override { m_left(); }
    LineFault secretsFault(const QString &account) override;
    void begin(const SipAccountSeat &seat, const SipStation &shared, const SipStack::Ears &ears);
    SipStation stationOf(const SipAccountPlan &plan, const SipStation &shared, const SipStack::Ears &ears);

    const Place m_place;
    const Told m_told;
    const Known m_known;
    const std::function<void()> m_left;
    std::map<QString, TlsRole> m_roles; // they outlive the stacks
    std::map<QString, std::unique_ptr<SipStack>> m_stacks;
    std::map<QString, std::unique_ptr<SipAccount>> m_accounts;
    std::map<QString, LineTimer> m_again; // for those without a stack
};

} // namespace nightbell

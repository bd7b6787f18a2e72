// One account at a registrar: registers, refreshes, signs in when asked, and tries again, more and more slowly, until
// the cause of a failure is gone. libre's own client for this waits for minutes and cannot be hurried.
#pragma once

#include "line/line.h"
#include "line/line_timer.h"
#include "line/retry_wait.h"
#include "line/sip_call.h"
#include "line/sip_station.h"
#include "settings/sip_account_plan.h"

struct sip_auth;
struct sip_dialog;
struct sip_msg;
struct sip_request;

namespace nightbell {

class SipAccount
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void accountChanged(const LineState &state) = 0;
        virtual void registrarAnswered(const QHostAddress &registrar) = 0; // calls may come from there
        virtual void accountLeft() = 0;                                    // after leave()
        virtual LineFault secretsFault(const QString &account) = 0; // why the encrypted connection failed, if it did
    };

    SipAccount(SipAccountPlan plan, QByteArray password, Listener &listener);
    ~SipAccount();

    void begin(SipStation station);
    void leave(); // un-registers
    bool gone() const { return m_leaving && !m_registered; }

    const SipAccountPlan &plan() const { return m_plan; }
    SipTarget target(const QByteArray &user, const QByteArray &shownName) const;
    SipStation station() const { return m_station; }
    const QHostAddress &registrar() const { return m_registrar; } // that answered last
    SipSignIn signIn() const;
    bool isItsHost(const QByteArray &host) const;

private:
    void signUp(bool fresh);
    void hear(int error, const sip_msg *response);
    void succeed(const sip_msg &response);
    void fail(LineFault why);
    void become(bool up, LineFault reason);
    int giveCredentials(char **user, char **password, const char *realm);

    const SipAccountPlan m_plan;
    const QByteArray m_password;
    Listener &m_listener;
    QByteArray m_realm; // the only one that gets the password
    QHostAddress m_registrar;
    SipStation m_station;
    Held<sip_dialog> m_dialog;
    Held<sip_auth> m_auth;
    sip_request *m_request = nullptr; // libre clears it when the request is done
    int m_expiresSeconds;
    bool m_leaving = false;
    bool m_registered = false; // as far as the registrar knows
    std::optional<LineState> m_state;
    RetryWait m_away;
    RetryWait m_refused;
    LineTimer m_next;
};

} // namespace nightbell

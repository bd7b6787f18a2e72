#include "line/sip_account.h"

#include "line/sip_words.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr Span firstWait = std::chrono::seconds(1);
constexpr Span longestWait = std::chrono::minutes(2);
constexpr Span firstWaitRefused = std::chrono::seconds(30); // more would lock the account at many registrars
constexpr Span longestWaitRefused = std::chrono::minutes(30);
constexpr int longestExpires = 86'400;

SipAccount &accountOf(void *argument) { return *static_cast<SipAccount *>(argument); }

QByteArray hostAndPort(const SipAccountPlan &plan)
{
    QByteArray text = plan.host.contains(QLatin1Char(':')) ? '[' + plan.host.toLatin1() + ']' : plan.host.toLatin1();
    return plan.port ? text + ':' + QByteArray::number(plan.port) : text;
}

QByteArray transportOf(const SipAccountPlan &plan)
{
    static constexpr std::array names{"", ";transport=tcp", ";transport=tls"};
    return names.at(std::size_t(plan.transport));
}

LineFault faultOf(int error)
{
    return error == ENETUNREACH || error == EHOSTUNREACH || error == EADDRNOTAVAIL || error == EINVAL
        ? LineFault::NoRoute
        : LineFault::RegistrarDown;
}

} // namespace

SipAccount::SipAccount(SipAccountPlan plan, QByteArray password, Listener &listener)
    : m_plan(std::move(plan))
    , m_password(std::move(password))
    , m_listener(listener)
    , m_realm(m_plan.realm.toUtf8())
    , m_expiresSeconds(m_plan.expiresSeconds)
    , m_away(firstWait, longestWait)
    , m_refused(firstWaitRefused, longestWaitRefused)
{ }

SipAccount::~SipAccount() { mem_deref(m_request); }

void SipAccount::begin(SipStation station)
{
    m_station = station;
    sip_dialog *dialog = nullptr;
    const QByteArray registrar = "sip:" + hostAndPort(m_plan) + transportOf(m_plan);
    const QByteArray self = "sip:" + m_plan.user.toLatin1() + '@' + hostAndPort(m_plan);
    sip_dialog_alloc(&dialog, registrar.constData(), self.constData(), nullptr, self.constData(), nullptr, 0);
    m_dialog.reset(dialog);
    sip_auth *auth = nullptr;
    sip_auth_alloc(&auth, signIn().ask, signIn().account, false);
    m_auth.reset(auth);
    signUp(true);
}

void SipAccount::leave()
{
    m_leaving = true;
    m_next.stop();
    if (m_registered && !m_request)
        signUp(true);
}

void SipAccount::signUp(bool fresh)
{
    if (fresh)
        sip_auth_reset(m_auth.get());
    const auto contact = [](sip_transp transport, const sa *source, const sa *, mbuf *request, void *account) {
        sip_contact own{};
        const QByteArray user = accountOf(account).m_plan.user.toLatin1();
        sip_contact_set(&own, user.constData(), source, transport);
        return mbuf_printf(request, "%H", sip_contact_print, &own);
    };
    const auto heard = [](int error, const sip_msg *response, void *account) {
        accountOf(account).hear(error, response);
    };
    const int error = sip_drequestf(&m_request, m_station.stack, true, "REGISTER", m_dialog.get(), 0, m_auth.get(),
                                    contact, heard, this, "%sExpires: %d\r\nContent-Length: 0\r\n\r\n", sipAbilities,
                                    m_leaving ? 0 : m_expiresSeconds);
    if (error)
        fail(faultOf(error));
}

void SipAccount::hear(int error, const sip_msg *response)
{
    if (error || !response)
        return fail(faultOf(error));
    if (response->scode < 200)
        return;
    if (response->scode < 300)
        return succeed(*response);
    switch (response->scode) {
    case 401:
    case 407:
        return sip_auth_authenticate(m_auth.get(), response) == 0 ? signUp(false) : fail(LineFault::WrongPassword);
    case 423:
        if (const sip_hdr *least = sip_msg_hdr(response, SIP_HDR_MIN_EXPIRES)) {
            const int seconds = std::min(bytesOf(least->val).toInt(), longestExpires);
            if (seconds > m_expiresSeconds) {
                m_expiresSeconds = seconds;
                return signUp(false);
            }
        }
        return fail(LineFault::Refused);
    case 408:
        return fail(LineFault::RegistrarDown);
    default:
        return fail(response->scode < 500 || response->scode >= 600 ? LineFault::Refused : LineFault::RegistrarDown);
    }
}

void SipAccount::succeed(const sip_msg &response)
{
    m_registered = !m_leaving;
    if (m_leaving)
        return m_listener.accountLeft();
    m_registrar = hostOf(response.src);
    m_listener.registrarAnswered(m_registrar);
    m_away.reset();
    m_refused.reset();
    const int granted = registeredSeconds(response, m_plan.user.toLatin1()).value_or(m_expiresSeconds);
    const Span life = std::chrono::seconds(std::clamp(granted, 10, longestExpires));
    m_next.start(life * 9 / 10, [this] { signUp(true); });
    become(true, LineFault::None);
}

void SipAccount::fail(LineFault why)
{
    if (m_leaving) {
        m_registered = false; // its time runs out by itself
        return m_listener.accountLeft();
    }
    if (const LineFault secrets = m_listener.secretsFault(m_plan.name);
        why == LineFault::RegistrarDown && secrets != LineFault::None)
        why = secrets;
    const bool refused = why == LineFault::WrongPassword || why == LineFault::Refused;
    m_next.start(refused ? m_refused.wait() : m_away.wait(), [this] { signUp(true); });
    become(false, why);
}

void SipAccount::become(bool up, LineFault reason)
{
    const LineState state{m_plan.name, up, reason};
    if (m_state != state)
        m_listener.accountChanged(*(m_state = state));
}

SipSignIn SipAccount::signIn() const
{
    const auto ask = [](char **user, char **password, const char *realm, void *account) {
        return accountOf(account).giveCredentials(user, password, realm);
    };
    return {ask, const_cast<SipAccount *>(this)};
}

// The digest of a password can be guessed at leisure by whoever gets one: only the account's own realm does.
int SipAccount::giveCredentials(char **user, char **password, const char *realm)
{
    if (m_password.isEmpty())
        return EAUTH;
    if (m_realm.isEmpty())
        m_realm = realm;
    if (m_realm != realm)
        return EAUTH;
    const int failed = str_dup(user, m_plan.user.toUtf8().constData());
    return failed ? failed : str_dup(password, m_password.constData());
}

SipTarget SipAccount::target(const QByteArray &user, const QByteArray &shownName) const
{
    const QByteArray host = hostAndPort(m_plan);
    return {.to = "sip:" + user + '@' + host,
            .from = "sip:" + m_plan.user.toLatin1() + '@' + host,
            .route = "sip:" + host + transportOf(m_plan),
            .contactUser = m_plan.user.toLatin1(),
            .shownName = shownName,
            .secrecy = m_plan.transport == SipTransport::Tls ? Secrecy::Keyed : Secrecy::Plain,
            .signIn = signIn()};
}

bool SipAccount::isItsHost(const QByteArray &host) const
{
    return host.compare(m_plan.host.toLatin1(), Qt::CaseInsensitive) == 0;
}

} // namespace nightbell

#include "line/sip_renewal.h"

#include "line/sip_words.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr Span glareWait = std::chrono::seconds(3);
constexpr int answersAtMost = 10; // of one 200: about 32 s, as RFC 3261 has it

QByteArray typeOf(const QByteArray &body) { return body.isEmpty() ? "" : "Content-Type: application/sdp\r\n"; }

} // namespace

SipRenewal::SipRenewal(CallSound &sound, Listener &listener, QByteArray contact, SipSignIn signIn)
    : m_sound(sound)
    , m_listener(listener)
    , m_contact(std::move(contact))
    , m_signIn(signIn)
{ }

SipRenewal::~SipRenewal() { mem_deref(m_request); }

void SipRenewal::begin(struct sip *stack, sip_dialog *dialog, bool theyTakeUpdates, const SessionTerms &terms)
{
    m_stack = stack;
    m_dialog.reset(static_cast<sip_dialog *>(mem_ref(dialog)));
    m_theyTakeUpdates = theyTakeUpdates;
    sip_auth *auth = nullptr;
    sip_auth_alloc(&auth, m_signIn.ask, m_signIn.account, false);
    m_auth.reset(auth);
    agree(terms);
}

void SipRenewal::agree(const SessionTerms &terms)
{
    m_timer.agree(terms, lineNow());
    watch();
}

void SipRenewal::watch()
{
    m_due.start(m_timer.next(lineNow()), [this] {
        const SessionTimer::Due due = m_timer.due(lineNow());
        if (due == SessionTimer::Due::End)
            return m_listener.lapsed();
        watch();
        if (due == SessionTimer::Due::Renewal)
            ask(m_theyTakeUpdates ? Method::Update : Method::Invite);
    });
}

void SipRenewal::hold(bool on)
{
    if (!m_dialog || m_onHold == on)
        return;
    m_onHold = on;
    ask(Method::Invite);
}

void SipRenewal::ask(Method method)
{
    if (m_request || m_said)
        return m_again.start(glareWait, [this, method] { ask(method); });
    m_method = method;
    m_offered = method == Method::Invite;
    m_sound.hold(m_onHold);
    const Result<QByteArray> offer = m_offered ? m_sound.say(true) : QByteArray();
    if (!offer)
        return;
    const QByteArray &body = offer.value();
    const QByteArray headers = QByteArray(sipAbilities)
        + headersOfRequest(std::max(m_timer.terms().seconds, m_least),
                           m_timer.terms().oursToRenew ? Refresher::Uac : Refresher::Uas, m_least)
        + typeOf(body);
    const auto contact = [](sip_transp transport, const sa *source, const sa *, mbuf *request, void *renewal) {
        sip_contact own{};
        sip_contact_set(&own, static_cast<SipRenewal *>(renewal)->m_contact.constData(), source, transport);
        return mbuf_printf(request, "%H", sip_contact_print, &own);
    };
    const auto heard = [](int error, const sip_msg *response, void *renewal) {
        static_cast<SipRenewal *>(renewal)->hear(error, response);
    };
    sip_drequestf(&m_request, m_stack, true, m_offered ? "INVITE" : "UPDATE", m_dialog.get(), 0, m_auth.get(), contact,
                  heard, this, "%sContent-Length: %zu\r\n\r\n%b", headers.constData(), std::size_t(body.size()),
                  body.constData(), std::size_t(body.size()));
}

void SipRenewal::hear(int error, const sip_msg *response)
{
    if (error == ETIMEDOUT)
        return m_listener.lapsed();
    if (error || !response)
        return leaveIt();
    if (response->scode < 200)
        return;
    if (response->scode < 300)
        return accepted(*response);
    hearRefusal(*response);
}

void SipRenewal::accepted(const sip_msg &response)
{
    sip_dialog_update(m_dialog.get(), &response);
    if (m_method == Method::Invite)
        acknowledge(response.cseq.num);
    agree(termsForAnswered(sessionWish(response)));
    if (m_offered && m_sound.hear(leftIn(*response.mb), false)) {
        m_holdAgreed = m_onHold;
        m_listener.renewed();
    }
    settle();
}

void SipRenewal::hearRefusal(const sip_msg &response)
{
    switch (response.scode) {
    case 401:
    case 407:
        if (sip_auth_authenticate(m_auth.get(), &response) == 0)
            return ask(m_method);
        break;
    case 408:
    case 481:
        return m_listener.lapsed();
    case 422:
        if (const int least = sessionWish(response).least; least > m_least) {
            m_least = least;
            return ask(m_method);
        }
        break;
    case 491:
        return m_again.start(glareWait, [this, method = m_method] { ask(method); });
    default:
        if (m_method == Method::Update) { // whatever it does not like of it: the other way is known to everybody
            m_theyTakeUpdates = false;
            return ask(Method::Invite);
        }
        break;
    }
    leaveIt();
}

void SipRenewal::leaveIt() // as the other end still has it
{
    if (m_offered)
        m_onHold = m_holdAgreed;
    settle();
}

void SipRenewal::settle() // what was wished meanwhile
{
    m_sound.hold(m_holdAgreed);
    if (m_onHold != m_holdAgreed)
        ask(Method::Invite);
}

void SipRenewal::acknowledge(uint32_t sequence)
{
    m_acknowledged = sequence;
    sip_drequestf(nullptr, m_stack, false, "ACK", m_dialog.get(), sequence, m_auth.get(), nullptr, nullptr, nullptr,
                  "Content-Length: 0\r\n\r\n");
}

bool SipRenewal::takeAgain(const sip_msg &response)
{
    if (!m_dialog || response.cseq.num != m_acknowledged || !sip_dialog_cmp(m_dialog.get(), &response))
        return false;
    acknowledge(m_acknowledged);
    return true;
}

bool SipRenewal::take(const sip_msg &request)
{
    if (!m_dialog || !sip_dialog_cmp(m_dialog.get(), &request))
        return false;
    if (pl_strcmp(&request.met, "ACK") == 0)
        return hearAck(request);
    const bool invite = pl_strcmp(&request.met, "INVITE") == 0;
    if (!invite && pl_strcmp(&request.met, "UPDATE") != 0)
        return false;
    if (m_said && invite && request.cseq.num == m_answering->cseq.num)
        return say200Again(), true;
    if (!sip_dialog_rseq_valid(m_dialog.get(), &request) || m_said)
        sip_treplyf(nullptr, nullptr, m_stack, &request, false, 500, "Server Internal Error",
                    "Retry-After: 5\r\nContent-Length: 0\r\n\r\n");
    else if (m_request)
        sip_treply(nullptr, m_stack, &request, 491, "Request Pending");
    else if (const SessionWish wish = sessionWish(request); tooBrief(wish))
        sip_treplyf(nullptr, nullptr, m_stack, &request, false, 422, "Session Interval Too Small",
                    "Min-SE: %d\r\nContent-Length: 0\r\n\r\n", leastSessionSeconds);
    else
        answer(request, invite);
    return true;
}

void SipRenewal::answer(const sip_msg &request, bool invite)
{
    const bool offers = mbuf_get_left(request.mb) > 0;
    if (offers && !m_sound.hear(leftIn(*request.mb), true)) {
        sip_treply(nullptr, m_stack, &request, 488, "Not Acceptable Here");
        return;
    }
    const Result<QByteArray> ours = offers || invite ? m_sound.say(!offers) : QByteArray();
    if (!ours) {
        sip_treply(nullptr, m_stack, &request, 488, "Not Acceptable Here");
        return;
    }
    sip_dialog_update(m_dialog.get(), &request);
    m_answerIsTheirs = invite && !offers;
    agree(termsForOffered(sessionWish(request)));
    say200(request, invite, ours.value());
    if (offers)
        m_listener.renewed();
}

void SipRenewal::say200(const sip_msg &request, bool invite, const QByteArray &description)
{
    sip_contact own{};
    sip_contact_set(&own, m_contact.constData(), &request.dst, request.tp);
    const QByteArray headers = QByteArray(sipAbilities) + headersOfAnswer(m_timer.terms()) + typeOf(description);
    mbuf *said = nullptr;
    const int error =
        sip_treplyf(nullptr, invite ? &said : nullptr, m_stack, &request, true, 200, "OK",
                    "%H%sContent-Length: %zu\r\n\r\n%b", sip_contact_print, &own, headers.constData(),
                    std::size_t(description.size()), description.constData(), std::size_t(description.size()));
    if (error || !invite)
        return;
    m_said.reset(said);
    m_answering.reset(static_cast<sip_msg *>(mem_ref(const_cast<sip_msg *>(&request))));
    m_saidTimes = 1;
    m_unheard.start(Span{SIP_T1}, [this] { say200Again(); });
}

void SipRenewal::say200Again()
{
    if (++m_saidTimes > answersAtMost)
        return m_listener.lapsed();
    sip_send(m_stack, m_answering->sock, m_answering->tp, &m_answering->src, m_said.get());
    m_unheard.start(Span{std::min(SIP_T1 << std::min(m_saidTimes - 1, 3), int(SIP_T2))}, [this] { say200Again(); });
}

bool SipRenewal::hearAck(const sip_msg &ack)
{
    if (!m_said || ack.cseq.num != m_answering->cseq.num)
        return false;
    m_unheard.stop();
    m_said.reset();
    m_answering.reset();
    if (std::exchange(m_answerIsTheirs, false) && m_sound.hear(leftIn(*ack.mb), false))
        m_listener.renewed();
    return true;
}

bool takesUpdates(const sip_msg &message) { return sip_msg_hdr_has_value(&message, SIP_HDR_ALLOW, "UPDATE"); }

SessionWish sessionWish(const sip_msg &message)
{
    SessionWish wish{.supported = sip_msg_hdr_has_value(&message, SIP_HDR_SUPPORTED, "timer")};
    const auto seconds = [](const pl &text) {
        return std::clamp(QByteArray(text.p, qsizetype(text.l)).split(';')[0].trimmed().toInt(), 0, 86'400);
    };
    const sip_hdr *expires = sip_msg_hdr(&message, SIP_HDR_SESSION_EXPIRES);
    if (expires) {
        wish.seconds = seconds(expires->val);
        pl refresher{};
        if (msg_param_decode(&expires->val, "refresher", &refresher) == 0)
            wish.refresher = pl_strcasecmp(&refresher, "uas") == 0 ? Refresher::Uas : Refresher::Uac;
    }
    if (const sip_hdr *least = sip_msg_hdr(&message, SIP_HDR_MIN_SE))
        wish.least = std::max(leastSessionSeconds, seconds(least->val));
    return wish;
}

} // namespace nightbell

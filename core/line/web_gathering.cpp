#include "line/web_gathering.h"

#include "line/ice_servers.h"
#include "line/sip_words.h"

#include <QDateTime>

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr unsigned component = 1; // RTCP shares the socket
constexpr int turnLayer = -10;    // beneath ICE: what was relayed is unwrapped first, and wrapped last
constexpr uint16_t ownPreference = 65'535;

ice_cand *ownCandidate(icem *ice) { return icem_cand_find(icem_lcandl(ice), component, nullptr); }

} // namespace

struct WebGathering::Timer
{
    tmr timer{};
    ~Timer() { tmr_cancel(&timer); }
};

struct WebGathering::Question
{
    Question(WebGathering &asker, IceServer asked, TurnPassword word)
        : gathering(asker)
        , server(std::move(asked))
        , password(std::move(word))
    { }
    ~Question() { mem_deref(binding); }

    void ask(const sa &address);
    void reachedThrough(const sa *address, ice_cand_type how);

    WebGathering &gathering;
    IceServer server;
    TurnPassword password;
    bool open = true; // no answer yet
    Held<stun_dns> name;
    stun_ctrans *binding = nullptr; // libre clears it itself when the answer comes
    Held<turnc> relay;              // until ICE has it
};

WebGathering::WebGathering(icem *ice, udp_sock *socket, dnsc *names) : m_ice(ice), m_socket(socket), m_names(names) { }

WebGathering::~WebGathering() = default;

void WebGathering::addOwn(const QList<QHostAddress> &hosts, quint16 port)
{
    uint16_t preference = ownPreference;
    for (const QHostAddress &host : hosts) {
        sa address{};
        if (toSa({host, port}, address))
            icem_cand_add(m_ice, component, preference--, "", &address);
    }
}

void WebGathering::begin(const IceServices &services, std::function<void()> done)
{
    m_done = std::move(done);
    const Instant now = instantFromMs(QDateTime::currentMSecsSinceEpoch());
    for (const IceServer &server : services.servers)
        if (!server.relays || !services.turnSecret.isEmpty())
            m_questions.push_back(std::make_unique<Question>(*this, server, turnPassword(services.turnSecret, now)));
    m_patience = std::make_unique<Timer>();
    tmr_start(
        &m_patience->timer, m_questions.empty() ? 0 : gatherAtMostMs,
        [](void *self) { static_cast<WebGathering *>(self)->finish(); }, this);

    const auto named = [](int error, const sa *address, void *argument) {
        auto &question = *static_cast<Question *>(argument);
        if (error)
            question.gathering.answered(question);
        else
            question.ask(*address);
    };
    const int family = sa_af(icem_lcand_addr(ownCandidate(m_ice)));
    for (const auto &question : m_questions) {
        stun_dns *name = nullptr;
        const QByteArray host = question->server.host.toLatin1();
        if (stun_server_discover(&name, m_names, stun_usage_binding, stun_proto_udp, family, host.constData(),
                                 question->server.port, named, question.get()))
            answered(*question);
        question->name.reset(name);
    }
}

void WebGathering::Question::ask(const sa &address)
{
    const auto seen = [](int error, uint16_t code, const char *, const stun_msg *message, void *argument) {
        auto &question = *static_cast<Question *>(argument);
        const stun_attr *mapped = error || code ? nullptr : stun_msg_attr(message, STUN_ATTR_XOR_MAPPED_ADDR);
        if (mapped)
            question.reachedThrough(&mapped->v.xor_mapped_addr, ICE_CAND_TYPE_SRFLX);
        question.gathering.answered(question);
    };
    const auto lent = [](int error, uint16_t code, const char *, const sa *relayed, const sa *mapped, const stun_msg *,
                         void *argument) {
        auto &question = *static_cast<Question *>(argument);
        if (!question.open)
            return; // a later refresh
        if (!error && !code && relayed) {
            question.reachedThrough(mapped, ICE_CAND_TYPE_SRFLX);
            question.reachedThrough(relayed, ICE_CAND_TYPE_RELAY);
            icem_set_turn_client(question.gathering.m_ice, component, question.relay.get());
            question.relay.reset();
        }
        question.gathering.answered(question);
    };

    int error = 0;
    if (server.relays) {
        turnc *client = nullptr;
        error =
            turnc_alloc(&client, nullptr, IPPROTO_UDP, gathering.m_socket, turnLayer, &address,
                        password.user.constData(), password.password.constData(), TURN_DEFAULT_LIFETIME, lent, this);
        relay.reset(client);
    } else {
        error = stun_request(&binding, icem_stun(gathering.m_ice), IPPROTO_UDP, gathering.m_socket, &address, 0,
                             STUN_METHOD_BINDING, nullptr, 0, false, seen, this, 0);
    }
    if (error)
        gathering.answered(*this);
}

void WebGathering::Question::reachedThrough(const sa *address, ice_cand_type how)
{
    if (address && gathering.m_done && !icem_cand_find(icem_lcandl(gathering.m_ice), component, address))
        icem_lcand_add(gathering.m_ice, ownCandidate(gathering.m_ice), how, address);
}

// Called from within libre: what was asked stays until this object goes.
void WebGathering::answered(Question &question)
{
    question.open = false;
    const bool waiting =
        std::any_of(m_questions.begin(), m_questions.end(), [](const auto &each) { return each->open; });
    if (!waiting)
        finish();
}

void WebGathering::finish()
{
    tmr_cancel(&m_patience->timer);
    icem_comps_set_default_cand(m_ice);
    if (const auto done = std::exchange(m_done, nullptr))
        done();
}

QList<QByteArray> WebGathering::candidates() const
{
    QList<QByteArray> all;
    for (const le *each = list_head(icem_lcandl(m_ice)); each; each = each->next) {
        char text[256];
        if (re_snprintf(text, sizeof text, "%H", ice_cand_encode, each->data) > 0)
            all.append(text);
    }
    return all;
}

} // namespace nightbell

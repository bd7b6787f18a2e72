#include "store/redis_link.h"

#include <QDeadlineTimer>
#include <QUrl>

#include <csignal>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/time.h>

namespace nightbell {
namespace {

constexpr size_t answerBytesAtMost = 8 * 1024 * 1024;

using Reply = std::unique_ptr<redisReply, void (*)(void *)>;

timeval timevalOf(Span span) { return {span.count() / 1000, (span.count() % 1000) * 1000}; }

Problem gone(const char *what, const redisContext *context = nullptr)
{
    QString detail = QStringLiteral("Redis: ") + QLatin1StringView(what);
    if (context && context->err)
        detail += QStringLiteral(" (%1)").arg(QString::fromLocal8Bit(context->errstr)); // hiredis' own words
    return {Problem::Kind::Unreachable, detail};
}

Problem late(const char *what) { return {Problem::Kind::TimedOut, gone(what).detail}; }

// The first word of an error is its kind ("WRONGTYPE", "NOAUTH"); what follows may quote a key or value.
Problem refusalIn(const redisReply &reply)
{
    const QByteArray word = QByteArray(reply.str, reply.len).split(' ').first().left(32);
    return {word == "WRONGTYPE" ? Problem::Kind::Damaged : Problem::Kind::Refused,
            QStringLiteral("Redis refuses: ") + QString::fromLatin1(word)};
}

RedisAnswer answerIn(const redisReply &reply)
{
    switch (reply.type) {
    case REDIS_REPLY_STRING:
        return {RedisAnswer::Shape::Bytes, QByteArray(reply.str, reply.len), {}};
    case REDIS_REPLY_NIL:
        return {RedisAnswer::Shape::Nothing, {}, {}};
    case REDIS_REPLY_ERROR:
        return {RedisAnswer::Shape::Other, {}, refusalIn(reply)};
    default:
        return {};
    }
}

bool ready(const redisContext *context, short wanted, const QDeadlineTimer &deadline)
{
    pollfd watched{context->fd, wanted, 0};
    int found = 0;
    do
        found = ::poll(&watched, 1, int(deadline.remainingTime()));
    while (found < 0 && errno == EINTR);
    return found > 0;
}

Result<> send(redisContext *context, const QDeadlineTimer &deadline)
{
    for (int done = 0; !done;) {
        if (!ready(context, POLLOUT, deadline))
            return late("takes no commands in time");
        if (redisBufferWrite(context, &done) != REDIS_OK)
            return gone("the link broke", context);
    }
    return {};
}

Result<Reply> receive(redisContext *context, const QDeadlineTimer &deadline)
{
    for (;;) {
        void *reply = nullptr;
        if (redisReaderGetReply(context->reader, &reply) != REDIS_OK)
            return gone("what answers is no Redis");
        if (reply)
            return Reply(static_cast<redisReply *>(reply), freeReplyObject);
        if (context->reader->len > answerBytesAtMost)
            return gone("an answer is too long");
        if (!ready(context, POLLIN, deadline))
            return late("no answer in time");
        if (redisBufferRead(context) != REDIS_OK)
            return gone("the link broke", context);
    }
}

} // namespace

Result<RedisAddress> redisAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const auto invalid = [](const char *why) {
        return Problem{Problem::Kind::Invalid, QStringLiteral("Redis address: ") + QLatin1StringView(why)};
    };
    if (!url.isValid() || url.scheme() != QLatin1StringView("redis") || url.host().isEmpty())
        return invalid("not of the form redis://host:port/database");
    if (!url.userInfo().isEmpty())
        return invalid("a password does not belong into it, but into the secret store");
    if (url.hasQuery() || url.hasFragment())
        return invalid("nothing may follow the database's number");
    RedisAddress address{url.host(), url.port(6379), 0};
    if (const QString path = url.path().mid(1); !path.isEmpty()) {
        bool whole = false;
        address.database = path.toInt(&whole);
        if (!whole || address.database < 0 || address.database > 9'999)
            return invalid("the database is a small number");
    }
    return address;
}

RedisLink::RedisLink(RedisAddress address, QByteArray password, RedisLimits limits)
    : m_address(std::move(address))
    , m_password(std::move(password))
    , m_limits(limits)
    , m_context(nullptr, redisFree)
{
    // hiredis writes to sockets that may be closed at the other end; Qt's own sockets ignore the signal likewise.
    static const bool ignored = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;
    Q_UNUSED(ignored)
}

RedisLink::~RedisLink() = default;

Result<QList<RedisAnswer>> RedisLink::exchange(const QList<RedisCommand> &commands)
{
    const bool rested = m_context != nullptr;
    auto answers = attempt(commands);
    if (!answers && rested && answers.problem().kind == Problem::Kind::Unreachable)
        return attempt(commands); // servers close links that rest for long; and every command may be given twice
    return answers;
}

Result<QList<RedisAnswer>> RedisLink::attempt(const QList<RedisCommand> &commands)
{
    const Result<> opened = m_context ? Result<>() : open();
    auto answers = opened ? converse(commands) : Result<QList<RedisAnswer>>(opened.problem());
    if (!answers)
        m_context.reset();
    return answers;
}

Result<> RedisLink::open()
{
    m_context.reset(
        redisConnectWithTimeout(m_address.host.toUtf8().constData(), m_address.port, timevalOf(m_limits.connect)));
    if (!m_context || m_context->err)
        return gone("not to be reached", m_context.get());
    redisSetTimeout(m_context.get(), timevalOf(m_limits.exchange)); // a write into a full socket
    QList<RedisCommand> greeting;
    if (!m_password.isEmpty())
        greeting << RedisCommand{"AUTH", m_password};
    greeting << RedisCommand{"SELECT", QByteArray::number(m_address.database)};
    const auto answers = converse(greeting);
    if (!answers)
        return answers.problem();
    for (const RedisAnswer &answer : answers.value())
        if (!answer.refusal.detail.isEmpty())
            return answer.refusal;
    return {};
}

Result<QList<RedisAnswer>> RedisLink::converse(const QList<RedisCommand> &commands)
{
    const QDeadlineTimer deadline(m_limits.exchange);
    for (const RedisCommand &command : commands) {
        QList<const char *> words;
        QList<size_t> lengths;
        for (const QByteArray &word : command)
            words << word.constData(), lengths << size_t(word.size());
        if (redisAppendCommandArgv(m_context.get(), int(words.size()), words.data(), lengths.constData()) != REDIS_OK)
            return gone("out of memory");
    }
    if (const Result<> sent = send(m_context.get(), deadline); !sent)
        return sent.problem();
    QList<RedisAnswer> answers;
    for (qsizetype i = 0; i < commands.size(); ++i) {
        const auto reply = receive(m_context.get(), deadline);
        if (!reply)
            return reply.problem();
        answers << answerIn(*reply.value());
    }
    return answers;
}

} // namespace nightbell

using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Short words that stand in columns of tables and lines of logs.</summary>
internal static class Codes
{
    public static void Add(Grammar grammar) => grammar
        .Words("cabin", "economy, business, first, premium")
        .Words("level", "debug, info, warning, error, fatal, trace")
        .Words("machine", "web-1, web-2, web-7, db-1, db-3, node-a, node-b, node-4, host12, host31, alpha, beta, gamma, cache-2, worker-5, worker-9, edge-1, edge-3, pi-zero, blade7, rack4")
        .Words("browser", "Chrome, Firefox, Safari, Edge, Opera")
        .Words("deviceType", "phone, tablet, laptop, desktop, watch, console")
        .Words("tableName", "accounts, addresses, articles, baskets, bookings, comments, contacts, customers, deliveries, employees, events, invoices, items, ledgers, members, messages, notes, parcels, payments, people, photos, players, prices, products, rooms, scores, sessions, songs, stations, stocks, students, tasks, teams, tickets, trips, users, visits")
        .Words("sqlVerb", "select, insert, update, delete, merge")
        .Words("outcome", "failed, succeeded, passed, crashed, timed out, were skipped, were cancelled, were rejected, were accepted, were retried")
        .Words("contract", "permanent, part-time, full-time, temporary, trainee")
        .Words("houseKind", "flat, studio, villa, cottage, loft, farmhouse, bungalow, terraced house")
        .Words("channel", "email, phone, chat, letter, text message, web form")
        .Words("genre", "pop, rock, jazz, folk, techno, blues, soul, country, opera, hip hop, reggae, metal")
        .Words("mode", "eco, turbo, silent, night, holiday, manual, auto, sleep")
        .Words("bankName", "Pebble Bank, Anchor Savings, Blue Vault, Cedar Trust, First Harbour, Green Coin, Lion Credit, Northgate, Oak and Sons, Penny Union, River Bank, Sunrise Mutual")
        .Words("branchName", "main, develop, release, hotfix, feature-login, feature-cart, next, stable, nightly, refactor")
        .Words("mealCourse", "a starter, a main course, a dessert, breakfast, lunch, a snack")
        .Words("httpCode", "200, 201, 204, 301, 304, 401, 404, 408, 409, 410, 418, 422, 429, 501, 502, 504")
        .Words("httpVerb", "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS")
        .Words("path", "/about, /account/settings, /api/items, /api/v1/books, /api/v2/notes, /articles, /basket, /blog, /book/new, /calendar, /contact, /docs/start, /events, /faq, /files/upload, /flights, /forum, /gallery, /health, /help, /home, /invoices, /jobs, /maps, /menu, /messages, /news, /news/today, /notes, /offers, /photos, /pricing, /products, /profile/edit, /recipes, /register, /reports, /reset, /rooms, /shop, /signup, /status, /stores, /tasks, /teams, /tickets, /tours, /v1/people, /v1/rooms, /videos, /wiki")
        .Words("identifier", "accountId, active, address, amount, average, balance, buffer, builder, cache, category, cell, child, city, client, code, color, column, comment, config, context, count, current, customer, date, delay, depth, description, discount, distance, duration, element, email, enabled, end, entry, error, event, field, file, first, flag, format, group, height, id, index, input, interval, isValid, item, key, label, last, left, length, level, limit, line, list, map, max, message, min, name, next, node, number, offset, option, order, output, owner, page, parent, path, payload, position, price, priority, product, quantity, query, queue, range, ratio, reader, record, request, response, result, right, root, row, score, sender, session, size, source, speed, stack, start, state, status, step, stock, sum, table, tag, target, temp, text, time, title, token, total, tree, type, unit, url, user, value, version, volume, weight, width, writer, year")
        .Words("typeName", "Account, Address, Article, Basket, Booking, Calendar, Cart, Cell, Child, City, Client, Comment, Contract, Course, Customer, Document, Driver, Employee, Event, File, Flight, Folder, Invoice, Item, Lesson, Letter, Library, Message, Meter, Node, Order, Parcel, Patient, Payment, Person, Photo, Player, Product, Project, Recipe, Record, Report, Room, Route, Schedule, Sensor, Shop, Song, Station, Student, Task, Team, Ticket, Token, Trip, User, Vehicle, Visit, Window, Worker");
}
